import { adHocSubProcess } from './ad-hoc-sub-process.ts'
import { boundaryEvent } from './boundary-event.ts'
import { businessRuleTask } from './business-rule-task.ts'
import { callActivity } from './call-activity.ts'
import { catchEvent } from './catch-event.ts'
import { complexGateway } from './complex-gateway.ts'
import type { ElementBehaviour } from './element-behaviour.ts'
import type { ElementKind } from './element-kind.ts'
import { endEvent } from './end-event.ts'
import { eventBasedGateway } from './event-based-gateway.ts'
import { eventSubProcess } from './event-sub-process.ts'
import { exclusiveGateway } from './exclusive-gateway.ts'
import { inclusiveGateway } from './inclusive-gateway.ts'
import { manualTask } from './manual-task.ts'
import { noneTask } from './none-task.ts'
import { parallelGateway } from './parallel-gateway.ts'
import { receiveTask } from './receive-task.ts'
import { scriptTask } from './script-task.ts'
import { sendTask } from './send-task.ts'
import { serviceTask } from './service-task.ts'
import { startEvent } from './start-event.ts'
import { subProcess } from './sub-process.ts'
import { throwEvent } from './throw-event.ts'
import { userTask } from './user-task.ts'

/** What every kind of element does. It does not compile with one missing. */
export const elements: { readonly [K in ElementKind]: ElementBehaviour<K> } = {
  startEvent,
  endEvent,
  catchEvent,
  throwEvent,
  boundaryEvent,
  noneTask,
  manualTask,
  userTask,
  serviceTask,
  scriptTask,
  businessRuleTask,
  sendTask,
  receiveTask,
  callActivity,
  subProcess,
  adHocSubProcess,
  eventSubProcess,
  exclusiveGateway,
  parallelGateway,
  inclusiveGateway,
  eventBasedGateway,
  complexGateway,
}
