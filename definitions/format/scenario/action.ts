/** Values by name, as a process keeps them. */
export type ScenarioVariables = Readonly<Record<string, unknown>>

/** One thing that is done in a scenario, or what must be true by then. Exactly one member of the outer object is there. */
export type ScenarioAction =
  /** Without `process`, that which the scenario is about, or the first one; `message` starts whatever that message starts. */
  | ({
      readonly start: { readonly process?: string; readonly message?: string; readonly variables?: ScenarioVariables }
    } & Done)
  /** Id or name of an element; `nth` counts its open tasks from 1, the oldest first. */
  | ({ readonly complete: string; readonly variables?: ScenarioVariables; readonly nth?: number } & Done)
  /** Looks at the form of an open task, or of the start event while no case is there. */
  | { readonly form: FormExpectation }
  | { readonly verb: ScenarioVerb }
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

/** By whom something is done, and with which answers in its form. */
export interface Done {
  /** A role; refused where it may not. */
  readonly as?: string
  /** Answers by property, judged as the form judges what a person enters; `variables` go past the form. */
  readonly fill?: ScenarioVariables
}

/** What a form is once these answers are in it. Nodes are named by their ids, problems by `FIELD` or `FIELD:CODE`. */
export interface FormExpectation {
  /** Id or name of the element; the start event of the scenario's process where left out. */
  readonly at?: string
  readonly nth?: number
  readonly fill?: ScenarioVariables
  readonly visible?: readonly string[]
  readonly hidden?: readonly string[]
  readonly required?: readonly string[]
  readonly optional?: readonly string[]
  readonly readonly?: readonly string[]
  readonly editable?: readonly string[]
  /** By property: what is answered, computed or opened with; null where nothing is. */
  readonly values?: ScenarioVariables
  /** Exactly these. */
  readonly problems?: readonly string[]
}

/** 办理动作: what a person does to a case beside its tasks. `at` is the element where a token waits. */
export type ScenarioVerb =
  | { readonly name: 'suspend' | 'resume' }
  /** 加签 */
  | { readonly name: 'add-instance'; readonly at: string; readonly item?: unknown }
  /** 退回, 转至: takes the token to another element. */
  | { readonly name: 'move'; readonly at: string; readonly to: string }

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
  /** Open tasks that a role may do, and may not; where no case is there, the start events. */
  readonly may?: Readonly<Record<string, readonly string[]>>
  readonly mayNot?: Readonly<Record<string, readonly string[]>>
  /** By decision, exactly the rules that matched by the last action. */
  readonly rules?: Readonly<Record<string, readonly string[]>>
  /** Jobs asked for by the last action: notices among them. Members that are named are compared. */
  readonly jobs?: readonly {
    readonly type?: string
    readonly element?: string
    readonly variables?: ScenarioVariables
  }[]
  /** By open task: its time limit. */
  readonly timeLimits?: Readonly<Record<string, { readonly value: number; readonly kind: string }>>
  /** By open task: the moment it is due by the working calendar, ISO 8601; null where it is never due. */
  readonly due?: Readonly<Record<string, string | null>>
}

export type ActionName =
  | 'start'
  | 'complete'
  | 'form'
  | 'verb'
  | 'message'
  | 'signal'
  | 'advance'
  | 'job'
  | 'set'
  | 'retry'
  | 'cancel'
  | 'expect'
