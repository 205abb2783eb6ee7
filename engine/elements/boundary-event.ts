import { elementOf } from '../bpmn/moddle-element.ts'
import { leave } from '../instance/tokens.ts'
import { readTriggers } from '../process/read-triggers.ts'
import type { Trigger } from '../process/trigger.ts'
import type { FlowBehaviour } from './element-behaviour.ts'

export interface BoundaryEventDetail {
  /** Id of the activity; empty where the file names none. */
  readonly attachedTo: string
  readonly interrupting: boolean
  readonly triggers: readonly Trigger[]
  /** Whether all of its triggers must happen, in any order, rather than one of them. */
  readonly parallel: boolean
}

/** 边界事件: entered when it has happened; waiting for it is its activity's. */
export const boundaryEvent: FlowBehaviour<'boundaryEvent'> = {
  read: (element, reader) => ({
    attachedTo: elementOf(element, 'attachedToRef')?.id ?? '',
    interrupting: element.get('cancelActivity') !== false,
    triggers: readTriggers(element, reader, 'needed'),
    parallel: element.get('parallelMultiple') === true,
  }),
  enter: (run, node, { scope }) => leave(run, node, scope),
}
