import type { LocalizedText } from '#findings'

/** What the timeline says beside who and when. */
export interface LineDetail {
  readonly offeredTo?: readonly string[]
  readonly due?: number
  readonly text?: string
  readonly name?: LocalizedText
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
  | 'incident'
  | 'incidentClosed'
  | 'ended'
  | 'entered'
  | 'left'
  | 'cancelled'
  | 'flowTaken'
