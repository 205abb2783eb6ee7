import { extensionOf, type ModdleElement, textOf } from '../bpmn/moddle-element.ts'
import { watchScope } from '../instance/event-sub-process.ts'
import { flowsToTake, takeFlows } from '../instance/tokens.ts'
import { readTriggers } from '../process/read-triggers.ts'
import type { Trigger } from '../process/trigger.ts'
import type { FlowBehaviour } from './element-behaviour.ts'

export interface StartEventDetail {
  /** The form that is filled to start a case here. */
  readonly formId?: string
  /** Roles that may start a case here. */
  readonly startableBy: readonly string[]
  readonly triggers: readonly Trigger[]
  /** Of an event sub-process: whether it takes away all else in its scope. */
  readonly interrupting: boolean
  /** Whether all of its triggers must happen, in any order, rather than one of them. */
  readonly parallel: boolean
}

/** 开始事件: from here on the event sub-processes of its scope wait for their events. */
export const startEvent: FlowBehaviour<'startEvent'> = {
  read: (element, reader) => ({
    formId: textOf(extensionOf(element, 'zeebe:FormDefinition'), 'formId'),
    startableBy: roles(element),
    triggers: readTriggers(element, reader),
    interrupting: element.get('isInterrupting') !== false,
    parallel: element.get('parallelMultiple') === true,
  }),
  enter: (run, node, { scope }) => {
    const flows = flowsToTake(run, node, scope)
    watchScope(run, node.container, scope)
    takeFlows(run, node, scope, flows)
  },
}

function roles(element: ModdleElement): string[] {
  const text = textOf(extensionOf(element, 'gezhi:StartableBy'), 'roles') ?? ''
  return text
    .split(',')
    .map((role) => role.trim())
    .filter((role) => role !== '')
}
