import type { Node } from '../../process/process.ts'
import type { Compensation, InstanceState, Scope, Token } from '../state.ts'
import { called, type Passage, stop } from './migration.ts'
import { triggersOf } from './triggers.ts'

/** The state with the ids of the new version; what has no place there is a problem. Subscriptions are moved as they are. */
export function moveState(way: Passage, state: InstanceState): InstanceState {
  for (const token of Object.values(state.tokens)) checkLoop(way, state, token)
  return {
    ...state,
    scopes: mapValues(state.scopes, (scope) => moveScope(way, scope)),
    tokens: mapValues(state.tokens, (token) => ({ ...token, at: element(way, token.at) })),
    subscriptions: mapValues(state.subscriptions, (waiting) => ({ ...waiting, at: way.renamed(waiting.at) })),
  }
}

/** The id of an element in the new version, where it is of the same kind and lies in the same scope. */
function element(way: Passage, id: string): string {
  const { from, to, renamed } = way
  const before = from.nodes.get(id)
  const after = to.nodes.get(renamed(id))
  const { zh, en } = called(way, id)
  if (!before || !after) {
    stop(way, 'element-gone', id, [
      `新版本中没有“${zh}”，而办件正停在这里或还要用到它`,
      `The new version has no "${en}", where the case stands or which it still needs`,
    ])
  } else if (before.kind !== after.kind) {
    stop(way, 'element-of-other-kind', id, [
      `“${zh}”在新版本中是另一种环节`,
      `"${en}" is a ${after.kind} in the new version, not a ${before.kind}`,
    ])
  } else if (placeOf(way, before) !== after.container.id) {
    stop(way, 'element-in-other-scope', id, [
      `“${zh}”在新版本中位于另一个子流程`,
      `"${en}" lies in another sub-process in the new version`,
    ])
  }
  return renamed(id)
}

/** The process itself may have another id. */
function placeOf({ from, to, renamed }: Passage, { container }: Node): string {
  return container.id === from.flow.id ? to.flow.id : renamed(container.id)
}

/** A token in a loop needs one of the same kind; one that is in none cannot be put into one. */
function checkLoop(way: Passage, { scopes }: InstanceState, { at, scope, own }: Token): void {
  const after = way.to.nodes.get(way.renamed(at))
  if (!after) return
  const isIn = scopes[scope]?.loop !== undefined || (own !== undefined && scopes[own]?.loop !== undefined)
  const before = isIn ? way.from.nodes.get(at)?.loop : undefined
  if (loopKind(before) === loopKind(after.loop)) return
  const { zh, en } = called(way, at)
  stop(way, 'loop-changed', at, [
    `“${zh}”在新旧版本中的多实例（循环）方式不同，正在办理的各份无法对应`,
    `"${en}" runs once in one version and several times, or in another order, in the other`,
  ])
}

function loopKind(loop: Node['loop']): string {
  if (!loop) return 'none'
  return loop.kind === 'standard' ? 'standard' : `multi ${loop.sequential ? 'sequential' : 'parallel'}`
}

function moveScope(way: Passage, scope: Scope): Scope {
  const { joins, activated, compensations, undoing, pending } = scope
  const gateways = <T, U>(record: Readonly<Record<string, T>>, change: (gateway: string, value: T) => U) =>
    Object.fromEntries(
      Object.entries(record).map(([gateway, value]) => [element(way, gateway), change(gateway, value)]),
    )
  return {
    ...scope,
    ...(joins && { joins: gateways(joins, (gateway, held) => moveHeld(way, gateway, held)) }),
    ...(activated && {
      activated: gateways(activated, (gateway, flows) => flows.map((id) => flow(way, gateway, id))),
    }),
    ...(compensations && { compensations: compensations.map((each) => moveNote(way, each)) }),
    ...(undoing && { undoing: undoing.map((each) => moveNote(way, each)) }),
    ...(pending && { pending: pending.map((id) => element(way, id)) }),
  }
}

type Held = Readonly<Record<string, number>>

/** The tokens that a join holds. A join that would have all of them would never be looked at again. */
function moveHeld(way: Passage, gateway: string, held: Held): Held {
  const moved = Object.fromEntries(Object.entries(held).map(([id, count]) => [flow(way, gateway, id), count]))
  const after = way.to.nodes.get(way.renamed(gateway))
  if (after?.kind === 'parallelGateway' && after.incoming.every(({ id }) => Object.hasOwn(moved, id))) {
    const { zh, en } = called(way, gateway)
    stop(way, 'join-complete', gateway, [
      `“${zh}”在新版本中已等齐全部来路，请先在旧版本中用“移动”让办件通过它`,
      `"${en}" would have all its tokens in the new version; move the case past it first`,
    ])
  }
  return moved
}

function flow(way: Passage, gateway: string, id: string): string {
  const after = way.renamed(id)
  if (!way.to.nodes.get(way.renamed(gateway))?.incoming.some((each) => each.id === after)) {
    const { zh, en } = called(way, gateway)
    stop(way, 'flow-gone', id, [
      `已有一路到达“${zh}”，但新版本中没有这条连线（${id}）`,
      `A token has come to "${en}" over the flow ${id}, which the new version does not have`,
    ])
  }
  return after
}

function moveNote(way: Passage, note: Compensation): Compensation {
  return {
    ...note,
    at: element(way, note.at),
    ...(note.handler !== undefined && { handler: handler(way, note.handler) }),
    ...(note.nested && { nested: note.nested.map((each) => moveNote(way, each)) }),
  }
}

/** What undoes an activity; where that is an event sub-process, its start event must still be one for compensation. */
function handler(way: Passage, id: string): string {
  const after = element(way, id)
  const node = way.to.nodes.get(after)
  if (node?.kind === 'startEvent' && !triggersOf(node).some(({ kind }) => kind === 'compensation')) {
    const { zh, en } = called(way, id)
    stop(way, 'event-changed', id, [`“${zh}”在新版本中不再是补偿事件`, `"${en}" is no compensation event any more`])
  }
  return after
}

function mapValues<T>(record: Readonly<Record<number, T>>, change: (value: T) => T): Record<number, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
