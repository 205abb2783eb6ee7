import type { AdHocSubProcessDetail } from './ad-hoc-sub-process.ts'
import type { BoundaryEventDetail } from './boundary-event.ts'
import type { BusinessRuleTaskDetail } from './business-rule-task.ts'
import type { CallActivityDetail } from './call-activity.ts'
import type { CatchEventDetail } from './catch-event.ts'
import type { ComplexGatewayDetail } from './complex-gateway.ts'
import type { EndEventDetail } from './end-event.ts'
import type { EventBasedGatewayDetail } from './event-based-gateway.ts'
import type { EventSubProcessDetail } from './event-sub-process.ts'
import type { ReceiveTaskDetail } from './receive-task.ts'
import type { ScriptTaskDetail } from './script-task.ts'
import type { SendTaskDetail } from './send-task.ts'
import type { ServiceTaskDetail } from './service-task.ts'
import type { StartEventDetail } from './start-event.ts'
import type { SubProcessDetail } from './sub-process.ts'
import type { ThrowEventDetail } from './throw-event.ts'
import type { UserTaskDetail } from './user-task.ts'

/** What each kind of element needs beyond what all have. */
export interface NodeDetails {
  startEvent: StartEventDetail
  endEvent: EndEventDetail
  catchEvent: CatchEventDetail
  throwEvent: ThrowEventDetail
  boundaryEvent: BoundaryEventDetail
  noneTask: undefined
  manualTask: undefined
  userTask: UserTaskDetail
  serviceTask: ServiceTaskDetail
  scriptTask: ScriptTaskDetail
  businessRuleTask: BusinessRuleTaskDetail
  sendTask: SendTaskDetail
  receiveTask: ReceiveTaskDetail
  callActivity: CallActivityDetail
  subProcess: SubProcessDetail
  adHocSubProcess: AdHocSubProcessDetail
  eventSubProcess: EventSubProcessDetail
  exclusiveGateway: undefined
  parallelGateway: undefined
  inclusiveGateway: undefined
  eventBasedGateway: EventBasedGatewayDetail
  complexGateway: ComplexGatewayDetail
}

export type ElementKind = keyof NodeDetails
