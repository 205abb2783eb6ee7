import { type FlowScope, hasFlow, type Node } from '../../process/process.ts'
import type { Run } from '../run.ts'
import { type InstanceState, rootScope, type Subscription, type Token } from '../state.ts'
import { Stopped } from '../stopped.ts'
import { closeSubscription, type Owner, openWaits, waitsFor } from '../subscriptions.ts'
import { visibleVariables } from '../variables.ts'
import { called, note, type Passage, stop } from './migration.ts'
import { triggerText, waitedTriggers } from './triggers.ts'

/** What is waited for: kept, renewed where the new version waits for something else, closed where it has no such event. */
export function moveEvents(way: Passage, run: Run, before: InstanceState): void {
  const renewed = new Set<string>()
  for (const [id, subscription] of Object.entries(before.subscriptions)) {
    moveEvent(way, run, before, { key: Number(id), subscription, renewed })
  }
  for (const [id, token] of Object.entries(before.tokens)) addBoundaries(way, run, before, Number(id), token)
  for (const id of Object.keys(before.scopes)) addEventSubProcesses(way, run, Number(id))
}

interface Waiting {
  readonly key: number
  readonly subscription: Subscription
  /** Events that wait anew already: one that waits for several things is renewed as a whole. */
  readonly renewed: Set<string>
}

function moveEvent(way: Passage, run: Run, before: InstanceState, waiting: Waiting): void {
  const { key, subscription } = waiting
  const old = way.from.nodes.get(subscription.at)!
  const now = eventAfter(way, before, subscription, old)
  if (!now) {
    if (isOptional(old)) remove(way, run, key, subscription)
    else changed(way, subscription.at)
    return
  }
  const texts = waitedTriggers(old).map(triggerText)
  const textsNow = waitedTriggers(now).map(triggerText)
  if (texts.join('\n') === textsNow.join('\n')) return
  if (texts.length > 1 || textsNow.length > 1 || textsNow.length === 0) {
    changed(way, subscription.at)
    return
  }
  const isTimer = subscription.kind === 'timer' && waitedTriggers(now)[0]?.kind === 'timer'
  if (isTimer) keepTimer(way, subscription)
  else renew(way, run, waiting, now)
}

/** The event of the new version that takes the place of the old one; undefined where there is none in that place. */
function eventAfter(
  { to, from, renamed }: Passage,
  { tokens, scopes }: InstanceState,
  { at, token, scope }: Subscription,
  old: Node,
): Node | undefined {
  const now = to.nodes.get(renamed(at))
  if (!now || now.kind !== old.kind) return undefined
  if (now.kind === 'boundaryEvent') return now.detail.attachedTo === renamed(tokens[token!]!.at) ? now : undefined
  if (scope !== undefined) {
    const around = from.nodes.get(old.container.id)
    const aroundNow = to.nodes.get(now.container.id)
    const isThere = around && aroundNow?.kind === 'eventSubProcess' && renamed(around.id) === aroundNow.id
    const holder = scopes[scope]?.token === undefined ? to.flow.id : renamed(tokens[scopes[scope].token]!.at)
    return isThere && aroundNow.container.id === holder ? now : undefined
  }
  const standing = to.nodes.get(renamed(tokens[token!]!.at))
  const follows = standing === now || standing?.outgoing.some(({ target }) => target === now)
  return follows ? now : undefined
}

/** An activity or scope does without it; a token that waits for nothing else could never go on. */
function isOptional({ kind }: Node): boolean {
  return kind === 'boundaryEvent' || kind === 'startEvent'
}

function remove(way: Passage, run: Run, key: number, { at, kind }: Subscription): void {
  closeSubscription(run, key, 'cancelled')
  const { zh, en } = called(way, at)
  const what = kind === 'timer' ? '计时已取消' : '不再等待'
  note(way, 'event-removed', at, [
    `新版本中没有“${zh}”这一事件，${what}`,
    `The new version does not have the event "${en}"; it is waited for no more`,
  ])
}

function changed(way: Passage, id: string): void {
  const { zh, en } = called(way, id)
  stop(way, 'event-changed', id, [
    `办件正在等待“${zh}”，新版本中它等待的内容不同，无法对应`,
    `The case waits for "${en}", which waits for something else in the new version`,
  ])
}

function keepTimer(way: Passage, { at }: Subscription): void {
  const { zh, en } = called(way, at)
  note(way, 'timer-kept', at, [
    `“${zh}”的计时已经开始，仍按原定时间触发`,
    `The timer "${en}" runs already and keeps its time`,
  ])
}

function renew(way: Passage, run: Run, { key, subscription, renewed }: Waiting, now: Node): void {
  const { at, token, scope } = subscription
  const owner: Owner = token === undefined ? { scope: scope! } : { token }
  const which = `${now.id} ${token ?? ''} ${scope ?? ''}`
  closeSubscription(run, key, 'cancelled')
  if (renewed.has(which)) return
  renewed.add(which)
  if (!waitFor(way, run, now, owner)) return
  const { zh, en } = called(way, at)
  note(way, 'event-renewed', at, [
    `“${zh}”改为等待新版本所说的内容`,
    `"${en}" waits for what the new version says from now on`,
  ])
}

/** Events at the boundary, or behind an event-based gateway, that only the new version has there. */
function addBoundaries(way: Passage, run: Run, before: InstanceState, key: number, token: Token): void {
  const { wait, stopped, scope, at } = token
  const isAtWork = wait !== 'data' && (wait !== 'incident' || stopped === 'working')
  const node = run.process.nodes.get(way.renamed(at))
  if (!node || !isAtWork || before.scopes[scope]?.loop) return
  for (const event of node.boundary) {
    const old = way.before(event.id)
    const wasThere = old?.kind === 'boundaryEvent' && way.renamed(old.detail.attachedTo) === node.id
    if (!wasThere) add(way, run, event, { token: key })
  }
  if (node.kind !== 'eventBasedGateway' || wait !== 'event') return
  for (const { target } of node.outgoing) if (!way.before(target.id)) add(way, run, target, { token: key })
}

/** Event sub-processes that only the new version has, in the scopes that are open. */
function addEventSubProcesses(way: Passage, run: Run, scope: number): void {
  const flow = flowAt(run, scope)
  for (const { id, detail } of flow?.eventSubProcesses ?? []) {
    if (way.before(id)) continue
    for (const event of detail.flow.startEvents) add(way, run, event, { scope })
  }
}

function flowAt(run: Run, scope: number): FlowScope | undefined {
  if (scope === rootScope) return run.process.flow
  const { token, loop, undoing } = run.scopes[scope] ?? {}
  const node = token === undefined ? undefined : run.process.nodes.get(run.tokens[token]?.at ?? '')
  return node && hasFlow(node) && !loop && !undoing ? node.detail.flow : undefined
}

function add(way: Passage, run: Run, event: Node, owner: Owner): void {
  if (waitedTriggers(event).length === 0) return
  if (!waitFor(way, run, event, owner)) return
  const { zh, en } = called(way, event.id)
  note(way, 'event-added', event.id, [
    `新版本增加了“${zh}”，从迁移时开始等待（计时）`,
    `The new version adds "${en}"; it is waited for from now on`,
  ])
}

function waitFor(way: Passage, run: Run, event: Node, owner: Owner): boolean {
  const from = 'scope' in owner ? owner.scope : (run.tokens[owner.token]!.own ?? run.tokens[owner.token]!.scope)
  try {
    openWaits(run, event.id, owner, waitsFor(waitedTriggers(event), visibleVariables(run, from), run.at))
    return true
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    const { zh, en } = called(way, event.id)
    stop(way, 'not-evaluated', event.id, [
      `“${zh}”在新版本中要等待的内容无法由办件现有的数据算出（${error.message}）`,
      `What "${en}" waits for in the new version finds no value: ${error.message}`,
    ])
    return false
  }
}
