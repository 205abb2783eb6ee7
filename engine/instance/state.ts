import type { Variables } from './command.ts'

/**
 * One process instance between two steps: plain JSON, never changed in place.
 *
 * Scopes hold variables and a share of the control flow, tokens mark where it waits; neither plays the other.
 * Keys count up from 1 over scopes, tokens, subscriptions and incidents alike and are never used again.
 */
export interface InstanceState {
  readonly version: 1
  readonly id: string
  readonly status: 'active' | 'completed' | 'cancelled'
  /** Left out where it is not. */
  readonly suspended?: true
  readonly next: number
  readonly scopes: Readonly<Record<number, Scope>>
  readonly tokens: Readonly<Record<number, Token>>
  readonly subscriptions: Readonly<Record<number, Subscription>>
  readonly incidents: Readonly<Record<number, Incident>>
}

/** The process itself (`rootScope`), or one run of an activity that has variables or a flow of its own. */
export interface Scope {
  readonly parent?: number
  /** The token whose activity this is. */
  readonly token?: number
  readonly variables: Variables
  /** Tokens in it, those held by joins included. It completes when none is left. */
  readonly live: number
  /** What would undo the activities that are done, in the order they were done. */
  readonly compensations?: readonly Compensation[]
  /** Of a compensation event: what it has still to undo, the next first. */
  readonly undoing?: readonly Compensation[]
  /** Of an ad-hoc sub-process in sequence: activities that have not begun. */
  readonly pending?: readonly string[]
  /** Of the body of a loop: how far it is. */
  readonly loop?: LoopProgress
  /** Complex gateways that have begun and wait for their reset, with the flows whose tokens they began by. */
  readonly activated?: Readonly<Record<string, readonly string[]>>
  /** Tokens held by a join, by gateway and incoming flow. */
  readonly joins?: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** What would undo an activity that is done. It keeps nothing alive. */
export interface Compensation {
  /** The activity. */
  readonly at: string
  /** Its own variables when it was done. */
  readonly variables: Variables
  /** The activity, or the start event of the event sub-process, that undoes it. */
  readonly handler?: string
  /** What was noted inside it. */
  readonly nested?: readonly Compensation[]
}

export interface LoopProgress {
  /** How many runs there will be; left out where a condition decides. */
  readonly total?: number
  /** Runs begun, and runs done. */
  readonly begun: number
  readonly done: number
  readonly items?: readonly unknown[]
  readonly results?: readonly unknown[]
}

export type Waiting = 'task' | 'job' | 'event' | 'scope' | 'call' | 'data' | 'incident'

export interface Token {
  /** Id of the element. */
  readonly at: string
  /** The scope whose flow it moves in. */
  readonly scope: number
  /** The scope of the activity it stands at, where that has one. */
  readonly own?: number
  /** When it came to stand there, in milliseconds since 1970 (UTC); states of older versions lack it. */
  readonly since?: number
  /** Left out only within a step. */
  readonly wait?: Waiting
  /** The incident that stopped it. */
  readonly incident?: number
  /** Of one run of a loop: which, from 0. */
  readonly index?: number
  /** At a start event that needs several events: which of them began the instance, from 0. */
  readonly trigger?: number
  /** Where an incident stopped it: at the instance's start, in its work, or on its way out; left out where it could not enter. */
  readonly stopped?: 'starting' | 'working' | 'leaving'
}

/** Something that may happen later and moves a token when it does. */
export type Subscription = TimerSubscription | NamedSubscription | ConditionSubscription

interface Waited {
  /** The event's element id. */
  readonly at: string
  /** The token that waits, or whose activity the event is attached to. */
  readonly token?: number
  /** Of the start event of an event sub-process: the scope it watches. */
  readonly scope?: number
}

export interface TimerSubscription extends Waited {
  readonly kind: 'timer'
  readonly due: number
  /** ISO 8601 interval of a repeating timer, or its cron expression. */
  readonly every?: string
  /** How often it fires after this time; left out where there is no end. */
  readonly left?: number
}

export interface NamedSubscription extends Waited {
  readonly kind: 'message' | 'signal'
  readonly name: string
  readonly key?: string
}

export interface ConditionSubscription extends Waited {
  readonly kind: 'condition'
  /** Whether it held when it was looked at last; it fires when it becomes true. */
  readonly held: boolean
}

export interface Incident {
  readonly token: number
  readonly code: string
}

export const rootScope = 1
