import type { Node } from '../../process/process.ts'
import type { Trigger } from '../../process/trigger.ts'
import type { Value } from '../../process/value.ts'
import { sourceOf } from '../expressions.ts'
import type { Subscription } from '../state.ts'

/** What an event waits for or brings about; none for elements that are no events. */
export function triggersOf(node: Node): readonly Trigger[] {
  return node.detail && 'triggers' in node.detail ? node.detail.triggers : []
}

type Waited = Extract<Trigger, { kind: Subscription['kind'] }>

/** Those for which something is subscribed. */
export function waitedTriggers(node: Node): readonly Waited[] {
  return triggersOf(node).filter((trigger): trigger is Waited => waitedKinds.has(trigger.kind))
}

const waitedKinds: ReadonlySet<string> = new Set([
  'timer',
  'message',
  'signal',
  'condition',
] satisfies Subscription['kind'][])

/** A text that is the same for triggers that wait for the same. */
export function triggerText(trigger: Waited): string {
  switch (trigger.kind) {
    case 'timer':
      return `timer ${trigger.timer.kind} ${valueText(trigger.timer.value)}`
    case 'message':
      return `message ${valueText(trigger.name)} ${trigger.correlationKey ? valueText(trigger.correlationKey) : ''}`
    case 'signal':
      return `signal ${valueText(trigger.name)}`
    case 'condition':
      return `condition ${trigger.expression.source}`
  }
}

function valueText(value: Value): string {
  return `${value.expression ? '=' : ''}${sourceOf(value)}`
}
