/** Values a process works on: plain JSON, keyed by name. */
export type Variables = Readonly<Record<string, unknown>>

/**
 * What can happen to an instance. `at` is the moment in milliseconds since 1970 (UTC); the engine has no clock of its own.
 * Ids (`taskId`, `jobId`, `timerId`, `incidentId` …) are unique within the instance and come from its effects.
 */
export type Command =
  /** `taskId` is that of a user task, or the token's key at a receive task that names no message. */
  | { readonly type: 'completeTask'; readonly at: number; readonly taskId: string; readonly variables: Variables }
  | { readonly type: 'completeJob'; readonly at: number; readonly jobId: string; readonly variables: Variables }
  /** The job has used up its retries: its token stops with an incident. */
  | { readonly type: 'failJob'; readonly at: number; readonly jobId: string; readonly message: string }
  /** The worker says that the work came to a BPMN error; where nothing catches it, its token stops with an incident. */
  | {
      readonly type: 'throwError'
      readonly at: number
      readonly jobId: string
      readonly code: string
      readonly message?: string
      readonly variables?: Variables
    }
  | { readonly type: 'fireTimer'; readonly at: number; readonly timerId: string }
  /** A message or signal has come that the subscription waits for. */
  | { readonly type: 'deliver'; readonly at: number; readonly subscriptionId: string; readonly variables: Variables }
  /** The process that a call activity started has come to its end. */
  | { readonly type: 'completeCall'; readonly at: number; readonly callId: string; readonly variables: Variables }
  /** An error or escalation left the called process; after an error it has ended. */
  | {
      readonly type: 'throwFromCall'
      readonly at: number
      readonly callId: string
      readonly kind: 'error' | 'escalation'
      readonly code: string
      readonly variables?: Variables
    }
  | { readonly type: 'retryIncident'; readonly at: number; readonly incidentId: string }
  | { readonly type: 'setVariables'; readonly at: number; readonly variables: Variables; readonly scopeId?: string }
  /**
   * Takes a token away from where it waits and puts one to `toElementId`. `tokenId` is the id of its task, job, call or
   * incident.
   */
  | { readonly type: 'moveToken'; readonly at: number; readonly tokenId: string; readonly toElementId: string }
  /**
   * 加签: one run more of the multi-instance activity, one run of which holds the task, job, call or incident
   * `tokenId`. `item` is what it does, where the activity goes through a collection.
   */
  | { readonly type: 'addInstance'; readonly at: number; readonly tokenId: string; readonly item?: unknown }
  /** Until it is resumed the instance takes no command that moves a token. */
  | { readonly type: 'suspend'; readonly at: number }
  | { readonly type: 'resume'; readonly at: number }
  | { readonly type: 'cancelInstance'; readonly at: number }
  /**
   * Begins again at `toElementId`, also where the instance has ended: what waits is taken away, `variables` are set over
   * those that are there.
   */
  | { readonly type: 'restart'; readonly at: number; readonly toElementId: string; readonly variables: Variables }

/** What begins an instance. The caller chooses the id; the same id and input always give the same instance. */
export interface StartCommand {
  readonly type: 'start'
  readonly at: number
  readonly instanceId: string
  readonly variables: Variables
  /**
   * Which start event, instantiating receive task, or event behind an instantiating gateway; the only none start event
   * where left out.
   */
  readonly startEventId?: string
  /**
   * Of a start event that needs several events: the place, from 0, of the one that has happened. The instance waits
   * there for the others; where this is left out, they have all happened.
   */
  readonly trigger?: number
}
