import { type FlowScope, hasFlow, type Node, type NodeOf } from '../process/process.ts'
import type { Trigger } from '../process/trigger.ts'
import { cancelToken } from './cancel.ts'
import type { Variables } from './command.ts'
import { startEventSubProcess } from './event-sub-process.ts'
import { goOn, takeEventVariables } from './events.ts'
import { evaluateText } from './expressions.ts'
import type { Run } from './run.ts'
import { rootScope } from './state.ts'
import { changeLive, nodeAt } from './tokens.ts'
import { visibleVariables } from './variables.ts'

/** An error or escalation on its way up. */
export interface Thrown {
  readonly kind: 'error' | 'escalation'
  readonly code: string
  readonly variables: Variables
}

/** Where it is thrown: in the flow of a scope, or in the work of the token that stands in it. */
export interface ThrownFrom {
  readonly scope: number
  readonly token?: number
}

type Handler =
  | { readonly at: 'boundary'; readonly event: NodeOf<'boundaryEvent'>; readonly token: number }
  | {
      readonly at: 'eventSubProcess'
      readonly node: NodeOf<'eventSubProcess'>
      readonly event: NodeOf<'startEvent'>
      readonly scope: number
    }

/**
 * Hands an error or escalation to its handler: the nearest scope, there a matching code before one that takes all,
 * and an event sub-process before a boundary event (BPMN 2.0.2, 10.5.7). A handler never catches what it rethrows.
 *
 * Gives back whether it was caught, and whether that took away the place it was thrown from.
 */
export function throwUp(run: Run, thrown: Thrown, from: ThrownFrom): { caught: boolean; interrupted: boolean } {
  const handler = findHandler(run, thrown, from)
  if (!handler) return { caught: false, interrupted: false }
  const scope = handler.at === 'boundary' ? run.tokens[handler.token]!.scope : handler.scope
  const failed = takeEventVariables(run, handler.event, scope, thrown.variables)
  if (handler.at === 'eventSubProcess') {
    startEventSubProcess(run, handler.node, handler.event, handler.scope, failed)
  } else {
    if (handler.event.detail.interrupting) cancelToken(run, handler.token)
    else changeLive(run, scope, 1)
    goOn(run, handler.event, scope, failed)
  }
  return { caught: true, interrupted: thrown.kind === 'error' || handler.event.detail.interrupting }
}

function findHandler(run: Run, thrown: Thrown, { scope, token }: ThrownFrom): Handler | undefined {
  let key: number | undefined = scope
  let activity = token
  /** The event sub-process it comes from, which must not catch it again. */
  let rethrowing: string | undefined
  while (key !== undefined) {
    const boundary = activity === undefined ? undefined : boundaryHandler(run, thrown, activity)
    if (boundary) return boundary
    const within = eventSubProcessHandler(run, thrown, key, rethrowing)
    if (within) return within
    activity = run.scopes[key]?.token
    if (activity === undefined) return undefined
    const node: Node = nodeAt(run, run.tokens[activity]!.at)
    rethrowing = node.kind === 'eventSubProcess' ? node.id : undefined
    key = run.tokens[activity]!.scope
  }
  return undefined
}

function boundaryHandler(run: Run, thrown: Thrown, token: number): Handler | undefined {
  const { at, scope } = run.tokens[token]!
  if (run.scopes[scope]?.loop) return undefined
  const events = nodeAt(run, at).boundary
  const event = best(events, thrown, visibleVariables(run, scope), run.at)
  return event && { at: 'boundary', event, token }
}

function eventSubProcessHandler(
  run: Run,
  thrown: Thrown,
  scope: number,
  except: string | undefined,
): Handler | undefined {
  const nodes = flowOf(run, scope)?.eventSubProcesses.filter(({ id }) => id !== except) ?? []
  const events = nodes.flatMap(({ detail }) => detail.flow.startEvents)
  const event = best(events, thrown, visibleVariables(run, scope), run.at)
  const node = event && nodes.find(({ id }) => id === event.container.id)
  return node && { at: 'eventSubProcess', node, event, scope }
}

/** The flow that runs in a scope; a scope of variables only has none. */
export function flowOf(run: Run, scope: number): FlowScope | undefined {
  if (scope === rootScope) return run.process.flow
  const { token, loop } = run.scopes[scope] ?? {}
  if (token === undefined || loop) return undefined
  const node = nodeAt(run, run.tokens[token]!.at)
  return hasFlow(node) ? node.detail.flow : undefined
}

/** The one with the same code; else the one without a code. */
function best<E extends NodeOf<'boundaryEvent'> | NodeOf<'startEvent'>>(
  events: readonly E[],
  thrown: Thrown,
  variables: Variables,
  at: number,
): E | undefined {
  const codes = (event: E) =>
    event.detail.triggers
      .filter((trigger): trigger is Extract<Trigger, { kind: 'error' | 'escalation' }> => trigger.kind === thrown.kind)
      .map(({ code }) => evaluateText(code, variables, at, 'The code'))
  return (
    events.find((event) => codes(event).includes(thrown.code)) ??
    events.find((event) => codes(event).includes(undefined))
  )
}
