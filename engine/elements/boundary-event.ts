import { elementOf } from '../bpmn/moddle-element.ts'
import { leave } from '../instance/tokens.ts'
import { readTimer } from '../process/read-timer.ts'
import type { Timer } from '../process/timer.ts'
import type { FlowBehaviour } from './element-behaviour.ts'

export interface BoundaryEventDetail {
  /** Id of the activity; empty where the file names none. */
  readonly attachedTo: string
  readonly interrupting: boolean
  readonly timer?: Timer
}

/** 边界事件: entered when it has happened; waiting for it is its activity's. */
export const boundaryEvent: FlowBehaviour<'boundaryEvent'> = {
  read: (element, reader) => ({
    attachedTo: elementOf(element, 'attachedToRef')?.id ?? '',
    interrupting: element.get('cancelActivity') !== false,
    timer: readTimer(element, reader),
  }),
  enter: (run, node, { scope }) => leave(run, node, scope),
}
