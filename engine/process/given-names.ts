import type { Mapping, Node, Process } from './process.ts'
import { stateVariable } from './read-data.ts'
import { hasTrigger, type Trigger } from './trigger.ts'

/** Names of variables that the elements of a process give. */
export interface GivenNames {
  readonly names: ReadonlySet<string>
  /** Whether there may be more: jobs and messages bring what they like where no output mapping chooses from it. */
  readonly open: boolean
}

/** What the elements give by mappings, results, loops and data objects. */
export function givenNames({ nodes, flow }: Process): GivenNames {
  const all = [...nodes.values()]
  const isOpen =
    flow.startEvents.length === 0 || flow.startEvents.some(isStartedFromOutside) || all.some(bringsAnything)
  return { names: new Set([...ofTheEngine, ...all.flatMap(givenBy)]), open: isOpen }
}

/** Set by the engine itself while a loop or a complex gateway is looked at (BPMN 2.0.2, tables 10.29 and 10.108). */
const ofTheEngine = [
  ...['loopCounter', 'numberOfInstances', 'numberOfActiveInstances', 'numberOfCompletedInstances'],
  ...['numberOfTerminatedInstances', 'activationCount', 'waitingForStart'],
]

function givenBy(node: Node): string[] {
  const { inputs, outputs, loop, container, sets = [], awaits = [] } = node
  const data = [...(container.dataObjects ?? []), ...[...sets, ...awaits].map(({ name }) => name)]
  const results = 'detail' in node && node.detail && 'resultVariable' in node.detail ? [node.detail.resultVariable] : []
  const looped = loop?.kind === 'multi' ? [loop.inputElement, loop.outputCollection] : []
  return [
    ...[...inputs, ...outputs].flatMap(({ target }) => target.slice(0, 1)),
    ...data.flatMap((name) => [name, stateVariable(name)]),
    ...results,
    ...looped.filter((name) => name !== undefined),
  ]
}

/** Without a form nobody says what a case begins with. */
function isStartedFromOutside({ detail }: Process['flow']['startEvents'][number]): boolean {
  return detail.triggers.length > 0 ? bringsData(detail.triggers) : detail.formId === undefined
}

function bringsAnything(node: Node): boolean {
  return node.outputs.length === 0 && bringsResults(node)
}

/** Whether variables come in at the element that no definition names. */
function bringsResults(node: Node): boolean {
  switch (node.kind) {
    case 'serviceTask':
    case 'receiveTask':
      return true
    case 'sendTask':
    case 'scriptTask':
    case 'businessRuleTask':
    case 'throwEvent':
    case 'endEvent':
      return node.detail.job !== undefined
    case 'catchEvent':
    case 'boundaryEvent':
    case 'startEvent':
      return bringsData(node.detail.triggers)
    case 'callActivity':
      return node.detail.processId.literal === undefined
    default:
      return false
  }
}

function bringsData(triggers: readonly Trigger[]): boolean {
  return (['message', 'signal', 'error', 'escalation'] as const).some((kind) => hasTrigger(triggers, kind))
}

/** Expressions that choose from what comes in at their element, so that its names are anybody's. */
export function choosing({ nodes }: Process): ReadonlySet<object> {
  const chosen = [...nodes.values()].flatMap((node): readonly Mapping[] =>
    bringsResults(node) || node.kind === 'callActivity' ? node.outputs : [],
  )
  return new Set(chosen.flatMap(({ source }) => source.expression ?? []))
}
