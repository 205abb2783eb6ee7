import { elementsOf, type ModdleElement } from '../bpmn/moddle-element.ts'
import type { ElementKind } from '../elements/element-kind.ts'

/** Which kind of element a BPMN type is. */
export const kindByType: Readonly<Record<string, ElementKind>> = {
  'bpmn:StartEvent': 'startEvent',
  'bpmn:EndEvent': 'endEvent',
  'bpmn:IntermediateCatchEvent': 'catchEvent',
  'bpmn:IntermediateThrowEvent': 'throwEvent',
  'bpmn:BoundaryEvent': 'boundaryEvent',
  'bpmn:Task': 'noneTask',
  'bpmn:ManualTask': 'manualTask',
  'bpmn:UserTask': 'userTask',
  'bpmn:ServiceTask': 'serviceTask',
  'bpmn:ScriptTask': 'scriptTask',
  'bpmn:BusinessRuleTask': 'businessRuleTask',
  'bpmn:SendTask': 'sendTask',
  'bpmn:ReceiveTask': 'receiveTask',
  'bpmn:CallActivity': 'callActivity',
  'bpmn:SubProcess': 'subProcess',
  'bpmn:Transaction': 'subProcess',
  'bpmn:AdHocSubProcess': 'adHocSubProcess',
  'bpmn:ExclusiveGateway': 'exclusiveGateway',
  'bpmn:ParallelGateway': 'parallelGateway',
  'bpmn:InclusiveGateway': 'inclusiveGateway',
  'bpmn:EventBasedGateway': 'eventBasedGateway',
  'bpmn:ComplexGateway': 'complexGateway',
}

const waitable = ['Timer', 'Message', 'Signal', 'Conditional']
const thrown = ['Error', 'Escalation']

/** Event definitions each kind of event may have; a start event of the process may have fewer than one inside. */
const eventsByKind: Readonly<Partial<Record<ElementKind, readonly string[]>>> = {
  startEvent: [...waitable, ...thrown, 'Compensate'],
  endEvent: ['Message', 'Signal', ...thrown, 'Terminate', 'Compensate', 'Cancel'],
  catchEvent: [...waitable, 'Link'],
  throwEvent: ['Message', 'Signal', 'Escalation', 'Link', 'Compensate'],
  boundaryEvent: [...waitable, ...thrown, 'Compensate', 'Cancel'],
}

/** The event definitions of an element that its kind cannot have. */
export function eventsNotSupported(element: ModdleElement, kind: ElementKind): readonly ModdleElement[] {
  const supported = eventsByKind[kind]?.map((name) => `bpmn:${name}EventDefinition`)
  if (!supported) return []
  return elementsOf(element, 'eventDefinitions').filter(({ $type }) => !supported.includes($type))
}

/** Flow elements that are drawn but hold no token. */
const data = new Set(['bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference'])

export function isFlowNode(element: ModdleElement): boolean {
  return element.$type !== 'bpmn:SequenceFlow' && !data.has(element.$type)
}

const titles: Readonly<Record<string, string>> = {
  'bpmn:SendTask': '发送任务',
  'bpmn:ReceiveTask': '接收任务',
  'bpmn:CallActivity': '调用活动',
  'bpmn:Transaction': '事务子流程',
  'bpmn:AdHocSubProcess': '即席子流程',
  'bpmn:EventBasedGateway': '事件网关',
  'bpmn:ComplexGateway': '复杂网关',
  'bpmn:MessageEventDefinition': '消息事件',
  'bpmn:SignalEventDefinition': '信号事件',
  'bpmn:ErrorEventDefinition': '错误事件',
  'bpmn:EscalationEventDefinition': '升级事件',
  'bpmn:ConditionalEventDefinition': '条件事件',
  'bpmn:LinkEventDefinition': '链接事件',
  'bpmn:CompensateEventDefinition': '补偿事件',
  'bpmn:CancelEventDefinition': '取消事件',
  'bpmn:TerminateEventDefinition': '终止事件',
  'bpmn:TimerEventDefinition': '定时事件',
  'bpmn:MultiInstanceLoopCharacteristics': '多实例',
  'bpmn:StandardLoopCharacteristics': '循环',
}

/** The Chinese word for a BPMN type, for messages. */
export function titleOfType(type: string): string {
  return titles[type] ?? type.replace('bpmn:', '')
}
