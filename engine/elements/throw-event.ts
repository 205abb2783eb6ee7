import { leave } from '../instance/tokens.ts'
import type { FlowBehaviour } from './element-behaviour.ts'

/** 中间抛出事件: a milestone, passed at once. */
export const throwEvent: FlowBehaviour<'throwEvent'> = {
  read: () => undefined,
  enter: (run, node, { scope }) => leave(run, node, scope),
}
