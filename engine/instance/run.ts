import type { Flow, Node, NodeOf, Process } from '../process/process.ts'
import type { Effect } from './effect.ts'
import type { Incident, InstanceState, Scope, Subscription, Token } from './state.ts'

/** One step while it goes on. The records are copies that it may change; what they hold is replaced, never changed. */
export interface Run {
  readonly process: Process
  readonly id: string
  /** The moment of the command, in milliseconds since 1970 (UTC). */
  readonly at: number
  readonly effects: Effect[]
  readonly agenda: Agendum[]
  readonly scopes: Record<number, Scope>
  readonly tokens: Record<number, Token>
  readonly subscriptions: Record<number, Subscription>
  readonly incidents: Record<number, Incident>
  status: InstanceState['status']
  suspended: boolean
  next: number
  /** Whether variables were set since conditions were last looked at. */
  variablesChanged: boolean
}

/** What is left to do before the instance waits again. */
export type Agendum =
  | {
      readonly do: 'arrive'
      readonly node: Node
      readonly scope: number
      readonly via?: Flow
      /** Of one run of a loop: which, from 0. */
      readonly index?: number
    }
  /** The event that begins the instance has happened where more is to be done than at a start event: see `instantiate`. */
  | { readonly do: 'instantiate'; readonly node: Node; readonly scope: number; readonly trigger?: number }
  /** An event has happened, or a gateway is to be passed again. */
  | { readonly do: 'leave'; readonly node: Node; readonly scope: number; readonly since?: number }
  /** The token is in an activity whose work is to be done again. */
  | { readonly do: 'work'; readonly token: number }
  /** The activity at which the token stands has done its work. */
  | { readonly do: 'complete'; readonly token: number }
  /** What was to be done was taken away meanwhile. */
  | { readonly do: 'nothing' }
  /** An end event has undone all it compensates; what else it says is to be done. */
  | { readonly do: 'endAfterCompensation'; readonly node: NodeOf<'endEvent'>; readonly scope: number }
  /** The last token of the scope is gone. */
  | { readonly do: 'completeScope'; readonly scope: number }

export type Arrival = Extract<Agendum, { do: 'arrive' }>

export function beginRun(process: Process, state: InstanceState, at: number): Run {
  return {
    process,
    id: state.id,
    at,
    effects: [],
    agenda: [],
    scopes: { ...state.scopes },
    tokens: { ...state.tokens },
    subscriptions: { ...state.subscriptions },
    incidents: { ...state.incidents },
    status: state.status,
    suspended: state.suspended === true,
    next: state.next,
    variablesChanged: false,
  }
}

export function endRun(run: Run): { state: InstanceState; effects: Effect[] } {
  const { id, status, suspended, next, scopes, tokens, subscriptions, incidents } = run
  const held = suspended && status === 'active' ? { suspended: true as const } : {}
  return {
    state: { version: 1, id, status, ...held, next, scopes, tokens, subscriptions, incidents },
    effects: run.effects,
  }
}

/** A key for a scope, token, subscription or incident. */
export function newKey(run: Run): number {
  const key = run.next
  run.next += 1
  return key
}
