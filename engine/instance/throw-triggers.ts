import type { Node } from '../process/process.ts'
import type { Trigger } from '../process/trigger.ts'
import type { Variables } from './command.ts'
import { cancelTransaction, compensate } from './compensation.ts'
import { evaluateText } from './expressions.ts'
import type { Run } from './run.ts'
import { Stopped } from './stopped.ts'
import { messageOf, nameOf } from './subscriptions.ts'
import { throwUp } from './throwing.ts'
import { changeLive } from './tokens.ts'
import { evaluateMappings, visibleVariables } from './variables.ts'

/**
 * A throwing event does what it says: sends, broadcasts, throws. `interrupted` where that took its own token away.
 * Input mappings choose what is sent along; without them it is all that is seen. @throws {Stopped}
 */
export function bringAbout(
  run: Run,
  node: Node,
  triggers: readonly Trigger[],
  scope: number,
): 'goesOn' | 'interrupted' {
  if (triggers.length === 0) return 'goesOn'
  const seen = visibleVariables(run, scope)
  const inputs = evaluateMappings(node.inputs, seen, run.at)
  const sent = node.inputs.length > 0 ? inputs : seen
  for (const trigger of triggers.toSorted((one, other) => rank(one) - rank(other))) {
    if (bringOneAbout(run, node, trigger, scope, { ...seen, ...inputs }, sent)) return 'interrupted'
  }
  return 'goesOn'
}

/** Of several, those come first that leave the token where it is (BPMN 2.0.2, 10.5.4: all are thrown). */
const ranks: readonly Trigger['kind'][] = ['message', 'signal', 'escalation', 'compensation', 'error', 'cancel']

function rank({ kind }: Trigger): number {
  return ranks.indexOf(kind)
}

/** Gives back whether it took the token away. */
function bringOneAbout(
  run: Run,
  node: Node,
  trigger: Trigger,
  scope: number,
  seen: Variables,
  variables: Variables,
): boolean {
  switch (trigger.kind) {
    case 'message': {
      const { name, key } = messageOf(trigger, seen, run.at)
      const correlation = key === undefined ? {} : { correlationKey: key }
      run.effects.push({ type: 'sendMessage', elementId: node.id, name, ...correlation, variables })
      return false
    }
    case 'signal': {
      const name = nameOf(trigger.name, seen, run.at)
      run.effects.push({ type: 'broadcastSignal', elementId: node.id, name, variables })
      return false
    }
    case 'error':
    case 'escalation': {
      const code = evaluateText(trigger.code, seen, run.at, 'The code') ?? ''
      const passed = node.inputs.length > 0 ? variables : {}
      return throwCode(run, node, { kind: trigger.kind, code, variables: passed }, scope)
    }
    case 'compensation':
      return undo(run, node, scope, trigger)
    case 'cancel':
      cancelTransaction(run, node, scope)
      return true
    default:
      return false
  }
}

/** Whether the token waits until all is undone; with `waitForCompletion` false it does not (BPMN 2.0.2, table 10.97). */
function undo(
  run: Run,
  node: Node,
  scope: number,
  { activity, goesOn }: Extract<Trigger, { kind: 'compensation' }>,
): boolean {
  const isUndoing = compensate(run, node, scope, activity)
  if (!goesOn) return isUndoing
  if (isUndoing) changeLive(run, scope, 1)
  return false
}

/** An error that nothing catches stops its token; an escalation goes on (BPMN 2.0.2, 10.5.7). */
function throwCode(run: Run, node: Node, thrown: Parameters<typeof throwUp>[1], scope: number): boolean {
  const { caught, interrupted } = throwUp(run, thrown, { scope })
  if (interrupted) run.effects.push({ type: 'history', what: 'left', elementId: node.id })
  if (caught) return interrupted
  run.effects.push({ type: 'throwToCaller', elementId: node.id, ...thrown })
  if (thrown.kind === 'escalation') return false
  throw new Stopped('error-uncaught', `Nothing catches error "${thrown.code}", thrown at "${node.id}".`)
}
