import { extensionOf, type ModdleElement, textOf } from '../bpmn/moddle-element.ts'
import { leave } from '../instance/tokens.ts'
import type { FlowBehaviour } from './element-behaviour.ts'

export interface StartEventDetail {
  /** The form that is filled to start a case here. */
  readonly formId?: string
  /** Roles that may start a case here. */
  readonly startableBy: readonly string[]
}

export const startEvent: FlowBehaviour<'startEvent'> = {
  read: (element) => ({
    formId: textOf(extensionOf(element, 'zeebe:FormDefinition'), 'formId'),
    startableBy: roles(element),
  }),
  enter: (run, node, { scope }) => leave(run, node, scope),
}

function roles(element: ModdleElement): string[] {
  const text = textOf(extensionOf(element, 'gezhi:StartableBy'), 'roles') ?? ''
  return text
    .split(',')
    .map((role) => role.trim())
    .filter((role) => role !== '')
}
