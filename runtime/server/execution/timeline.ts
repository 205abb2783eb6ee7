import type { LocalizedText } from '#findings'

/** What the timeline says beside who and when. */
export interface LineDetail {
  readonly offeredTo?: readonly string[]
  readonly due?: number
  readonly text?: string
  readonly name?: LocalizedText
  /** Of `left`, where the token had waited there: since when. */
  readonly since?: number
  /** Of a move to another release: the one it came from. */
  readonly release?: string
  /** Number of the called process it happened in; left out for the case's own. */
  readonly call?: number
}

/** One line of a case's history: `left` and `flowTaken` colour the diagram, the others are read by people. */
export interface Line {
  readonly what: LineKind
  readonly elementId?: string
  readonly byName?: string
  readonly detail?: LineDetail
}

export type LineKind =
  | 'started'
  | 'taskOpened'
  | 'taskCompleted'
  | 'taskCancelled'
  | 'jobCompleted'
  | 'jobFailed'
  | 'timerFired'
  | 'messageReceived'
  | 'signalReceived'
  | 'incidentRetried'
  | 'variablesSet'
  | 'tokenMoved'
  | 'suspended'
  | 'resumed'
  | 'caseCancelled'
  | 'restarted'
  | 'instanceAdded'
  | 'migrated'
  | 'migrationUndone'
  | 'incident'
  | 'incidentClosed'
  | 'ended'
  | 'entered'
  | 'left'
  | 'cancelled'
  | 'flowTaken'
