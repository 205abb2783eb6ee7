import type { LocalizedText } from '#findings'
import type { Variables } from './command.ts'

/** 时限: how long a task may take, counted over the working calendar of its region. */
export interface TimeLimit {
  readonly value: number
  readonly kind: 'urgent_hour' | 'work_hour' | 'work_day' | 'natural_day'
}

/** What the runtime must know of a user task to show it to the right people. */
export interface OpenTask {
  readonly type: 'openTask'
  readonly taskId: string
  readonly elementId: string
  readonly name: LocalizedText
  readonly formId?: string
  /** User name of the one person it is for, where the process says so. */
  readonly assignee?: string
  /** Ids of roles; anyone with one of them in the case's region may do it. */
  readonly candidateRoles: readonly string[]
  /** ISO 8601, from `zeebe:taskSchedule`. Wins over `timeLimit`. */
  readonly dueDate?: string
  readonly timeLimit?: TimeLimit
  /** 0 to 100, 50 where the process says nothing. */
  readonly priority: number
}

/** What happened at an element, for the history and the picture of the case. */
export interface HistoryEntry {
  readonly type: 'history'
  readonly what: 'entered' | 'left' | 'cancelled' | 'flowTaken'
  readonly elementId: string
}

/**
 * What the caller must store with the new state, in one transaction, and carry out after it.
 * Ids are unique within the instance and never used again.
 */
export type Effect =
  | OpenTask
  | { readonly type: 'closeTask'; readonly taskId: string; readonly reason: 'completed' | 'cancelled' }
  | {
      readonly type: 'queueJob'
      readonly jobId: string
      readonly elementId: string
      readonly jobType: string
      readonly retries: number
      readonly headers: Readonly<Record<string, string>>
      readonly variables: Variables
    }
  | { readonly type: 'dropJob'; readonly jobId: string; readonly reason: 'completed' | 'failed' | 'cancelled' }
  /** `due` is in milliseconds since 1970 (UTC). */
  | { readonly type: 'setTimer'; readonly timerId: string; readonly elementId: string; readonly due: number }
  | { readonly type: 'clearTimer'; readonly timerId: string; readonly reason: 'fired' | 'cancelled' }
  | {
      readonly type: 'raiseIncident'
      readonly incidentId: string
      readonly elementId: string
      readonly code: string
      readonly message: string
    }
  | { readonly type: 'closeIncident'; readonly incidentId: string }
  | HistoryEntry
  | { readonly type: 'ended'; readonly reason: 'completed' | 'cancelled'; readonly variables: Variables }
