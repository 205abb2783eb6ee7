import type { Flow, NodeOf } from '../process/process.ts'
import { evaluateCondition } from './expressions.ts'
import { nothingCanCome } from './inclusive-joins.ts'
import { hold, release } from './joins.ts'
import type { Run } from './run.ts'
import { Stopped } from './stopped.ts'
import { changeLive, noFlowHolds, takeFlows } from './tokens.ts'
import { visibleVariables } from './variables.ts'

type ComplexGateway = NodeOf<'complexGateway'>

/**
 * A token reaches a complex gateway (BPMN 2.0.2, 13.4.5). While that waits for its start it begins where its activation
 * condition holds over `activationCount`, all tokens it holds; then it waits for its reset, when no token can come any
 * more over the flows that had none. The reset takes a token of those flows alone: what the others have got meanwhile is
 * for the next round. Conditions of its outgoing flows see `waitingForStart`.
 *
 * @throws {Stopped} before anything is changed.
 */
export function reachComplexGateway(run: Run, gateway: ComplexGateway, scope: number, via: Flow): void {
  const begins = !run.scopes[scope]?.activated?.[gateway.id] && isActivated(run, gateway, scope, 1)
  const flows = begins ? flowsOf(run, gateway, scope, true) : []
  if (begins && flows.length === 0) throw noFlowHolds(gateway)
  hold(run, gateway, scope, via)
  if (begins) begin(run, gateway, scope, flows)
}

function begin(run: Run, gateway: ComplexGateway, scope: number, flows: readonly Flow[]): void {
  const held = run.scopes[scope]!.joins![gateway.id]!
  const current = run.scopes[scope]!
  run.scopes[scope] = { ...current, activated: { ...current.activated, [gateway.id]: Object.keys(held) } }
  release(run, gateway, scope)
  takeFlows(run, gateway, scope, flows)
}

/** Whether it begins with as many tokens more than it holds. */
function isActivated(run: Run, { id, detail }: ComplexGateway, scope: number, more: number): boolean {
  const held = Object.values(run.scopes[scope]?.joins?.[id] ?? {})
  const activationCount = held.reduce((sum, count) => sum + count, more)
  const seen = { ...visibleVariables(run, scope), activationCount, waitingForStart: true }
  return detail.activation !== undefined && evaluateCondition(detail.activation, seen, run.at)
}

/** Resets a complex gateway that has all the tokens it can get. Gives back whether there was one. */
export function resetComplexGateways(run: Run): boolean {
  for (const [key, { activated }] of Object.entries(run.scopes)) {
    for (const [id, begunBy] of Object.entries(activated ?? {})) {
      const gateway = run.process.nodes.get(id)
      if (gateway?.kind === 'complexGateway' && tryReset(run, gateway, Number(key), begunBy)) return true
    }
  }
  return false
}

function tryReset(run: Run, gateway: ComplexGateway, scope: number, begunBy: readonly string[]): boolean {
  const held = run.scopes[scope]?.joins?.[gateway.id] ?? {}
  if (!nothingCanCome(run, gateway, scope, (flow) => Boolean(held[flow]) || begunBy.includes(flow))) return false
  const flows = flowsOf(run, gateway, scope, false)
  const { [gateway.id]: _, ...others } = run.scopes[scope]!.activated!
  const { activated: __, ...current } = run.scopes[scope]!
  run.scopes[scope] = Object.keys(others).length > 0 ? { ...current, activated: others } : current
  const late = Object.keys(held).filter((flow) => !begunBy.includes(flow))
  if (late.length > 0) release(run, gateway, scope, late)
  else if (flows.length > 0) changeLive(run, scope, 1)
  if (late.length > 0 || flows.length > 0) takeFlows(run, gateway, scope, flows)
  beginAgain(run, gateway, scope)
  return true
}

/** What came for the next round while it waited for its reset may be enough to begin. */
function beginAgain(run: Run, gateway: ComplexGateway, scope: number): void {
  if (!run.scopes[scope]?.joins?.[gateway.id]) return
  try {
    if (!isActivated(run, gateway, scope, 0)) return
    const flows = flowsOf(run, gateway, scope, true)
    if (flows.length > 0) begin(run, gateway, scope, flows)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
  }
}

/** The flows to take: at the start at least the default, at the reset only those whose condition holds. */
function flowsOf(run: Run, gateway: ComplexGateway, scope: number, waitingForStart: boolean): readonly Flow[] {
  const seen = { ...visibleVariables(run, scope), waitingForStart }
  const taken = gateway.outgoing.filter((flow) =>
    flow.condition ? holds(run, flow.condition, seen) : waitingForStart && flow !== gateway.defaultFlow,
  )
  if (taken.length > 0 || !waitingForStart || !gateway.defaultFlow) return taken
  return [gateway.defaultFlow]
}

/** At the reset nothing may stop the step, so a condition that cannot be evaluated does not hold there. */
function holds(
  run: Run,
  condition: NonNullable<Flow['condition']>,
  seen: Parameters<typeof evaluateCondition>[1],
): boolean {
  try {
    return evaluateCondition(condition, seen, run.at)
  } catch (error) {
    if (error instanceof Stopped && seen.waitingForStart === false) return false
    throw error
  }
}
