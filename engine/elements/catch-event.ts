import { scheduleOf, setTimer } from '../instance/subscriptions.ts'
import { leave, park } from '../instance/tokens.ts'
import { visibleVariables } from '../instance/variables.ts'
import { readTimer } from '../process/read-timer.ts'
import type { Timer } from '../process/timer.ts'
import type { FlowBehaviour } from './element-behaviour.ts'

export interface CatchEventDetail {
  readonly timer?: Timer
}

/** 中间捕获事件: the token waits until the event happens. */
export const catchEvent: FlowBehaviour<'catchEvent'> = {
  read: (element, reader) => ({ timer: readTimer(element, reader) }),
  enter: (run, node, { scope }) => {
    if (!node.detail.timer) return leave(run, node, scope)
    const times = scheduleOf(node.detail.timer, visibleVariables(run, scope), run.at)
    setTimer(run, node.id, park(run, node, scope, 'event'), times)
  },
}
