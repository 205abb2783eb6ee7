/** Values by name, as a process keeps them. */
export type ScenarioVariables = Readonly<Record<string, unknown>>

/** One thing that is done in a scenario, or what must be true by then. Exactly one member of the outer object is there. */
export type ScenarioAction =
  /** Without `process`, that which the scenario is about, or the first one; `message` starts whatever that message starts. */
  | { readonly start: { readonly process?: string; readonly message?: string; readonly variables?: ScenarioVariables } }
  /** Id or name of an element; `nth` counts its open tasks from 1, the oldest first. */
  | { readonly complete: string; readonly variables?: ScenarioVariables; readonly nth?: number }
  /**
   * `timeToLive` is how long it is kept where nobody waits for it: seconds, or an ISO 8601 duration; without it, it is
   * gone at once. Of messages with the same `messageId` the first one counts.
   */
  | {
      readonly message: {
        readonly name: string
        readonly key?: unknown
        readonly variables?: ScenarioVariables
        readonly timeToLive?: number | string
        readonly messageId?: string
      }
    }
  | { readonly signal: { readonly name: string; readonly variables?: ScenarioVariables } }
  /** ISO 8601 duration by which the clock moves on. */
  | { readonly advance: string }
  | { readonly job: ScenarioJob }
  | { readonly set: ScenarioVariables }
  /** Id or name of the element whose incident is tried again. */
  | { readonly retry: string }
  | { readonly cancel: true }
  | { readonly expect: ScenarioExpectation }

/** What the worker of a job says: a result, a BPMN error by its code, or that it failed for good. */
export interface ScenarioJob {
  readonly element: string
  readonly result?: ScenarioVariables
  readonly error?: string | { readonly code: string; readonly message?: string; readonly variables?: ScenarioVariables }
  readonly fail?: string | boolean
}

/** Only what is named is compared. Lists are compared without order; an element is named by its id or its name. */
export interface ScenarioExpectation {
  readonly open?: readonly string[]
  readonly waiting?: readonly string[]
  readonly ended?: boolean
  readonly incidents?: readonly unknown[]
  readonly timers?: number
  /** Names, or how many. */
  readonly subscriptions?: readonly string[] | number
  /** These variables, with these values; others may be there. */
  readonly variables?: ScenarioVariables
}

export type ActionName =
  | 'start'
  | 'complete'
  | 'message'
  | 'signal'
  | 'advance'
  | 'job'
  | 'set'
  | 'retry'
  | 'cancel'
  | 'expect'
