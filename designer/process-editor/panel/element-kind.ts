import type { BusinessObject } from '../diagram/diagram-types.ts'

const kinds = [
  'Process',
  'StartEvent',
  'EndEvent',
  'IntermediateCatchEvent',
  'IntermediateThrowEvent',
  'BoundaryEvent',
  'Task',
  'UserTask',
  'ServiceTask',
  'BusinessRuleTask',
  'ScriptTask',
  'ManualTask',
  'SubProcess',
  'ExclusiveGateway',
  'ParallelGateway',
  'InclusiveGateway',
  'SequenceFlow',
] as const

/** Kinds of element that the panel knows; `other` is kept in the drawing but not run. */
export type PanelKind = (typeof kinds)[number] | 'other'

export function elementKind({ $type }: BusinessObject): PanelKind {
  return kinds.find((kind) => $type === `bpmn:${kind}`) ?? 'other'
}
