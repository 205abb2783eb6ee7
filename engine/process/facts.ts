import type { FeelExpression } from '#feel'
import type { LocalizedText } from '#findings'
import type { ServiceTaskDetail } from '../elements/service-task.ts'
import { roles } from '../elements/user-task.ts'
import type { Node, Process } from './process.ts'
import type { Trigger } from './trigger.ts'

/** What others must know of a process without running it. */
export interface ProcessFacts {
  readonly id: string
  readonly title: LocalizedText
  readonly caseTitle?: FeelExpression
  readonly startEvents: readonly StartEventFacts[]
  readonly userTasks: readonly UserTaskFacts[]
  /** Names of all elements, and of the flows that have one, by id. */
  readonly titles: ReadonlyMap<string, LocalizedText>
  /** What it refers to, for checks against what there is; the element that refers comes with it. */
  readonly forms: readonly Reference[]
  readonly decisions: readonly Reference[]
  readonly jobTypes: readonly Reference[]
  readonly roles: readonly Reference[]
  /** Processes that call activities name. */
  readonly calledProcesses: readonly Reference[]
  /** Messages and signals that elements wait for by a name that is no expression. */
  readonly receives: readonly ReceivedFacts[]
}

export interface ReceivedFacts {
  readonly elementId: string
  readonly kind: 'message' | 'signal'
  readonly name: string
}

export interface StartEventFacts {
  readonly elementId: string
  readonly name: LocalizedText
  readonly formId?: string
  /** Roles that may start a case here. */
  readonly startableBy: readonly string[]
}

export interface UserTaskFacts {
  readonly elementId: string
  readonly name: LocalizedText
  readonly formId?: string
  /** Left out where an expression decides. */
  readonly candidateRoles?: readonly string[]
}

/** `id` is named at `elementId`. Ids that an expression gives are not known here and left out. */
export interface Reference {
  readonly id: string
  readonly elementId: string
}

export function processFacts(process: Process): ProcessFacts {
  const nodes = [...process.nodes.values()]
  const starts = nodes.filter((node) => node.kind === 'startEvent')
  const tasks = nodes.filter((node) => node.kind === 'userTask')
  const userTasks = tasks.map(({ id, name, detail }) => ({
    elementId: id,
    name,
    formId: detail.formId,
    candidateRoles: detail.candidateRoles?.expression ? undefined : roles(detail.candidateRoles, {}, 0),
  }))
  const startEvents = starts
    .filter(({ container, detail }) => container === process.flow && detail.triggers.length === 0)
    .map(({ id, name, detail }) => ({ elementId: id, name, formId: detail.formId, startableBy: detail.startableBy }))
  return {
    id: process.id,
    title: process.title,
    caseTitle: process.caseTitle,
    startEvents,
    userTasks,
    titles: titles(process),
    forms: [...startEvents, ...userTasks].flatMap(({ elementId, formId }) => reference(elementId, formId)),
    decisions: nodes.flatMap((node) =>
      node.kind === 'businessRuleTask' ? reference(node.id, node.detail.decisionId.literal) : [],
    ),
    jobTypes: nodes.flatMap((node) => reference(node.id, jobOf(node)?.type.literal)),
    calledProcesses: nodes.flatMap((node) =>
      node.kind === 'callActivity' ? reference(node.id, node.detail.processId.literal) : [],
    ),
    receives: nodes.flatMap(receivedAt),
    roles: [
      ...startEvents.flatMap(({ elementId, startableBy }) => startableBy.map((id) => ({ id, elementId }))),
      ...userTasks.flatMap(({ elementId, candidateRoles }) => (candidateRoles ?? []).map((id) => ({ id, elementId }))),
    ],
  }
}

function receivedAt(node: Node): ReceivedFacts[] {
  const waits =
    node.kind === 'catchEvent' ||
    node.kind === 'boundaryEvent' ||
    node.kind === 'receiveTask' ||
    node.kind === 'startEvent'
  const triggers: readonly Trigger[] = waits ? node.detail.triggers : []
  return triggers.flatMap((trigger) => {
    if (trigger.kind !== 'message' && trigger.kind !== 'signal') return []
    const { literal } = trigger.name
    return literal === undefined ? [] : [{ elementId: node.id, kind: trigger.kind, name: literal }]
  })
}

function titles({ nodes }: Process): ReadonlyMap<string, LocalizedText> {
  const found = new Map<string, LocalizedText>()
  for (const node of nodes.values()) {
    found.set(node.id, node.name)
    for (const { id, name } of node.outgoing) if (name !== undefined) found.set(id, name)
  }
  return found
}

/** What a worker is asked to do there. */
function jobOf(node: Node): ServiceTaskDetail | undefined {
  if (node.kind === 'serviceTask') return node.detail
  switch (node.kind) {
    case 'sendTask':
    case 'throwEvent':
    case 'endEvent':
    case 'scriptTask':
    case 'businessRuleTask':
      return node.detail.job
    default:
      return undefined
  }
}

function reference(elementId: string, id: string | undefined): Reference[] {
  return id === undefined || id === '' ? [] : [{ id, elementId }]
}
