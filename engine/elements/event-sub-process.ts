import { Stopped } from '../instance/stopped.ts'
import type { ActivityBehaviour } from './element-behaviour.ts'
import type { SubProcessDetail } from './sub-process.ts'

export type EventSubProcessDetail = SubProcessDetail

/** 事件子流程: begun by its start event, see `instance/event-sub-process.ts`; no flow leads to it. */
export const eventSubProcess: ActivityBehaviour<'eventSubProcess'> = {
  read: () => ({ flow: { id: '', nodes: [], startEvents: [], eventSubProcesses: [] } }),
  ownScope: true,
  prepare: (_, { id }) => {
    throw new Stopped('event-sub-process-entered', `"${id}" can be begun by its start event only.`)
  },
}
