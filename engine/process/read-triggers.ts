import { bodyOf, elementOf, elementsOf, extensionOf, type ModdleElement, textOf } from '../bpmn/moddle-element.ts'
import { emptyEvent, problem } from './process-findings.ts'
import { readTimer } from './read-timer.ts'
import { idOf, type Reader } from './reader.ts'
import type { MessageTrigger, Trigger } from './trigger.ts'

/** What the event's definitions say; what is missing in one is noted, and the definition left out. */
export function readTriggers(
  event: ModdleElement,
  reader: Reader,
  how: 'needed' | 'optional' | 'jobSends' = 'optional',
): Trigger[] {
  if (how === 'needed' && elementsOf(event, 'eventDefinitions').length === 0) reader.note(emptyEvent(idOf(event)))
  return elementsOf(event, 'eventDefinitions').flatMap((definition): readonly Trigger[] => {
    if (how === 'jobSends' && isNamelessMessage(definition)) return [{ kind: 'message', name: { literal: '' } }]
    const trigger = readTrigger(event, definition, reader)
    return trigger ? [trigger] : []
  })
}

/** A worker who sends a message needs no name of it. */
function isNamelessMessage(definition: ModdleElement): boolean {
  return definition.$type === 'bpmn:MessageEventDefinition' && !elementOf(definition, 'messageRef')
}

function readTrigger(event: ModdleElement, definition: ModdleElement, reader: Reader): Trigger | undefined {
  const node = idOf(event)
  switch (definition.$type) {
    case 'bpmn:TimerEventDefinition': {
      const timer = readTimer(node, definition, reader)
      return timer && { kind: 'timer', timer }
    }
    case 'bpmn:MessageEventDefinition':
      return readMessage(elementOf(definition, 'messageRef'), node, reader)
    case 'bpmn:SignalEventDefinition': {
      const name = textOf(elementOf(definition, 'signalRef'), 'name')
      if (name === undefined) return unnamed(reader, node, '信号', 'signal')
      return { kind: 'signal', name: reader.value(name, node) }
    }
    case 'bpmn:ConditionalEventDefinition': {
      const source = bodyOf(definition, 'condition')
      if (source === undefined) return unnamed(reader, node, '条件', 'condition')
      return { kind: 'condition', expression: reader.expression(source, node) }
    }
    case 'bpmn:ErrorEventDefinition':
      return { kind: 'error', ...code(elementOf(definition, 'errorRef'), 'errorCode', node, reader) }
    case 'bpmn:EscalationEventDefinition':
      return { kind: 'escalation', ...code(elementOf(definition, 'escalationRef'), 'escalationCode', node, reader) }
    case 'bpmn:LinkEventDefinition':
      return { kind: 'link', name: textOf(definition, 'name') ?? '' }
    case 'bpmn:CompensateEventDefinition':
      return {
        kind: 'compensation',
        activity: elementOf(definition, 'activityRef')?.id,
        ...(definition.get('waitForCompletion') === false && { goesOn: true }),
      }
    case 'bpmn:CancelEventDefinition':
      return { kind: 'cancel' }
    case 'bpmn:TerminateEventDefinition':
      return { kind: 'terminate' }
    default:
      return undefined
  }
}

export function readMessage(
  message: ModdleElement | undefined,
  node: string,
  reader: Reader,
): MessageTrigger | undefined {
  const name = textOf(message, 'name')
  if (!message || name === undefined) return unnamed(reader, node, '消息', 'message')
  const key = textOf(extensionOf(message, 'zeebe:Subscription'), 'correlationKey')
  return {
    kind: 'message',
    name: reader.value(name, node),
    ...(key !== undefined && { correlationKey: reader.value(key, node) }),
  }
}

function code(root: ModdleElement | undefined, property: string, node: string, reader: Reader) {
  const text = textOf(root, property)
  return text === undefined ? {} : { code: reader.value(text, node) }
}

function unnamed(reader: Reader, node: string, zh: string, en: string): undefined {
  reader.note(
    problem(
      'event-empty',
      node,
      [`事件没有指定${zh}`, `The event names no ${en}`],
      [`请选择或新建一个${zh}`, `Choose a ${en} or make one`],
    ),
  )
}
