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
  /** 泳道: the innermost lane it lies in. */
  readonly lane?: LocalizedText
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
  /** Of `left`, where the token had waited: since when, in milliseconds since 1970 (UTC). */
  readonly since?: number
}

/**
 * What the caller must store with the new state, in one transaction, and carry out after it.
 * Ids are unique within the instance and never used again.
 */
export type Effect =
  | OpenTask
  /** An open task is to be shown otherwise: its instance was moved to another version. When it is due stays. */
  | (Omit<OpenTask, 'type'> & { readonly type: 'changeTask' })
  | { readonly type: 'closeTask'; readonly taskId: string; readonly reason: 'completed' | 'cancelled' }
  | {
      readonly type: 'queueJob'
      readonly jobId: string
      readonly elementId: string
      readonly jobType: string
      readonly retries: number
      /** Milliseconds to wait after the first failure, the second …; the last holds for all further ones. */
      readonly pauses?: readonly number[]
      readonly headers: Readonly<Record<string, string>>
      /** What the input mappings give; all that the element sees where its definition says so. */
      readonly variables: Variables
    }
  | { readonly type: 'dropJob'; readonly jobId: string; readonly reason: 'completed' | 'failed' | 'cancelled' }
  /** `due` is in milliseconds since 1970 (UTC). */
  | { readonly type: 'setTimer'; readonly timerId: string; readonly elementId: string; readonly due: number }
  | { readonly type: 'clearTimer'; readonly timerId: string; readonly reason: 'fired' | 'cancelled' }
  /** The instance waits for a message with this name and key, or for a signal with this name. */
  | {
      readonly type: 'subscribe'
      readonly subscriptionId: string
      readonly elementId: string
      readonly kind: 'message' | 'signal'
      readonly name: string
      /** Of a message: only one with the same key is meant. */
      readonly correlationKey?: string
    }
  | { readonly type: 'unsubscribe'; readonly subscriptionId: string; readonly reason: 'delivered' | 'cancelled' }
  /** A message for whoever waits for it, or for a start event of that name. */
  | {
      readonly type: 'sendMessage'
      readonly elementId: string
      readonly name: string
      readonly correlationKey?: string
      readonly variables: Variables
    }
  /**
   * A signal for everyone who waits for it by then, this instance included, and for start events of that name. What this
   * instance subscribes to later in the same list comes too late for it: a signal is not kept (BPMN 2.0.2, 10.5.4).
   */
  | {
      readonly type: 'broadcastSignal'
      readonly elementId: string
      readonly name: string
      readonly variables: Variables
    }
  /** Start the process; `completeCall` or `throwFromCall` with this id tells how it went. */
  | {
      readonly type: 'startCall'
      readonly callId: string
      readonly elementId: string
      readonly processId: string
      readonly variables: Variables
    }
  | { readonly type: 'endCall'; readonly callId: string; readonly reason: 'completed' | 'failed' | 'cancelled' }
  /** An error or escalation that nothing in this instance caught, for the process that called it. */
  | {
      readonly type: 'throwToCaller'
      readonly elementId: string
      readonly kind: 'error' | 'escalation'
      readonly code: string
      readonly variables: Variables
    }
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
