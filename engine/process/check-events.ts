import type { Finding } from '#findings'
import type { Node } from './process.ts'
import { doubt, emptyEvent, problem } from './process-findings.ts'
import { isLink, type Trigger } from './trigger.ts'

/** What is wrong with the events of an element, or with a gateway that waits like one. */
export function checkEvents(node: Node): Finding[] {
  return [...checkAllNeeded(node), ...checkKind(node)]
}

const waitable = new Set<Trigger['kind']>(['timer', 'message', 'signal', 'condition'])

/** What is thrown within an activity cannot be waited for together with other events. */
function checkAllNeeded(node: Node): Finding[] {
  if (node.kind !== 'startEvent' && node.kind !== 'boundaryEvent' && node.kind !== 'catchEvent') return []
  const { parallel, triggers } = node.detail
  return parallel && triggers.some(({ kind }) => !waitable.has(kind)) ? [cannotGather(node)] : []
}

function cannotGather({ id }: Node): Finding {
  return problem(
    'parallel-multiple-trigger',
    id,
    [
      '须等齐的多个触发方式只能是定时、消息、信号或条件',
      'Events that must all happen can be timers, messages, signals or conditions only',
    ],
    ['请把错误、升级等放到单独的事件上', 'Put errors, escalations and the like on an event of their own'],
  )
}

function checkKind(node: Node): Finding[] {
  switch (node.kind) {
    case 'receiveTask':
      return node.detail.instantiates ? checkInstantiating(node) : uncorrelated(node, node.detail.triggers)
    case 'boundaryEvent':
      return [...checkInterrupting(node), ...uncorrelated(node, node.detail.triggers)]
    case 'catchEvent':
      return [...severalTargets(node), ...(isFirst(node) ? [] : uncorrelated(node, node.detail.triggers))]
    case 'startEvent':
      return checkInterrupting(node)
    case 'throwEvent':
      return linkNames(node).flatMap((name) => (hasPartner(node, name) ? [] : [noPartner(node, name)]))
    case 'eventBasedGateway':
      return [
        ...node.outgoing.flatMap(({ target, id }) => (waits(target) ? [] : [gatewayIntoTask(id, target)])),
        ...(node.detail.instantiates ? checkInstantiating(node) : []),
      ]
    case 'complexGateway':
      return node.incoming.length > 1 && !node.detail.activation ? [noActivation(node)] : []
    case 'eventSubProcess':
      return [
        ...(node.incoming.length + node.outgoing.length === 0 ? [] : [connected(node)]),
        ...(node.container.isAdHoc ? [inAdHoc(node)] : []),
        ...node.detail.flow.startEvents
          .filter(({ detail }) => detail.triggers.length === 0)
          .map(({ id }) => emptyEvent(id)),
      ]
    default:
      return []
  }
}

/** The catch events at which the links of a throw event go on. */
export function linkTargets(node: Node): Node[] {
  return linkNames(node).flatMap((name) =>
    node.container.nodes.filter((other) => other.kind === 'catchEvent' && isLink(other.detail.triggers, name)),
  )
}

function linkNames(node: Node): string[] {
  if (node.kind !== 'throwEvent') return []
  return node.detail.triggers.flatMap((trigger) => (trigger.kind === 'link' ? [trigger.name] : []))
}

function hasPartner(node: Node, name: string): boolean {
  return node.container.nodes.some((other) => other.kind === 'catchEvent' && isLink(other.detail.triggers, name))
}

/** Of several throwing links one may be the target, of several catching ones none (BPMN 2.0.2, table 10.98). */
function severalTargets(node: Extract<Node, { kind: 'catchEvent' }>): Finding[] {
  const names = node.detail.triggers.flatMap((trigger) => (trigger.kind === 'link' ? [trigger.name] : []))
  const isSecond = (name: string) =>
    node.container.nodes.find((other) => other.kind === 'catchEvent' && isLink(other.detail.triggers, name)) !== node
  return names.filter(isSecond).map((name) => linkTaken(node, name))
}

function linkTaken({ id }: Node, name: string): Finding {
  return problem(
    'link-several-targets',
    id,
    [`同一范围内有多个名为“${name}”的链接捕获事件`, `There are several catching links "${name}" in the same scope`],
    ['请只保留一个，或改用不同的名称', 'Keep one of them, or give them names of their own'],
  )
}

/** An error always interrupts (BPMN 2.0.2, tables 10.86 and 10.91). */
function checkInterrupting(node: Extract<Node, { kind: 'startEvent' | 'boundaryEvent' }>): Finding[] {
  const catchesError = node.detail.triggers.some(({ kind }) => kind === 'error')
  return catchesError && !node.detail.interrupting ? [errorMustInterrupt(node)] : []
}

function waits(node: Node): boolean {
  return node.kind === 'receiveTask' || (node.kind === 'catchEvent' && node.detail.triggers.length > 0)
}

/** Behind an instantiating exclusive gateway: nothing waits for it but the process itself. */
function isFirst(node: Node): boolean {
  return node.incoming.some(
    ({ source }) => source.kind === 'eventBasedGateway' && source.detail.instantiates === 'exclusive',
  )
}

/** No flow leads to what begins an instance, but from a start event without a trigger (BPMN 2.0.2, 10.3.3 and 10.6.6). */
function checkInstantiating(node: Node): Finding[] {
  const isInner = node.incoming.some(({ source }) => source.kind !== 'startEvent' || source.detail.triggers.length > 0)
  return isInner || node.loop ? [cannotBegin(node)] : []
}

function cannotBegin({ id, name }: Node): Finding {
  return problem(
    'instantiating-not-first',
    id,
    [
      `“${name['zh-CN']}”用于启动流程，前面不能有其他步骤，也不能循环`,
      `"${name.en ?? name['zh-CN']}" begins the process, so nothing may come before it and it cannot loop`,
    ],
    ['请取消“启动流程”，或把它放在流程开头', 'Let it not instantiate, or put it at the beginning'],
  )
}

function uncorrelated(node: Node, triggers: readonly Trigger[]): Finding[] {
  return triggers.some((trigger) => trigger.kind === 'message' && !trigger.correlationKey) ? [noCorrelation(node)] : []
}

function noCorrelation({ id }: Node): Finding {
  return doubt(
    'message-without-correlation',
    id,
    [
      '消息没有关联键：同名消息会送到任意一个等待的办件',
      'The message has no correlation key: any case that waits may get it',
    ],
    ['请为消息填写关联键，例如 =caseNumber', 'Give the message a correlation key, for example =caseNumber'],
  )
}

function noPartner({ id }: Node, name: string): Finding {
  return problem(
    'link-without-partner',
    id,
    [`同一范围内没有名为“${name}”的链接捕获事件`, `There is no catching link "${name}" in the same scope`],
    ['请添加同名的链接捕获事件', 'Add a catching link event of that name'],
  )
}

function gatewayIntoTask(flow: string, { name }: Node): Finding {
  return problem(
    'event-gateway-into-task',
    flow,
    [
      `事件网关之后必须是事件，而不是“${name['zh-CN']}”`,
      `An event must follow an event-based gateway, not "${name['zh-CN']}"`,
    ],
    ['请在网关之后放置捕获事件或接收任务', 'Put a catch event or a receive task there'],
  )
}

function noActivation({ id }: Node): Finding {
  return problem(
    'activation-missing',
    id,
    ['复杂网关没有填写激活条件', 'The complex gateway has no activation condition'],
    ['请填写激活条件，例如 =activationCount >= 2', 'Give it one, for example =activationCount >= 2'],
  )
}

function connected({ id }: Node): Finding {
  return problem(
    'flow-wrong-way',
    id,
    ['事件子流程不能用顺序流连接', 'An event sub-process cannot be connected by sequence flows'],
    ['请删除这些顺序流', 'Remove them'],
  )
}

function inAdHoc({ id }: Node): Finding {
  return problem(
    'event-sub-process-in-ad-hoc',
    id,
    ['即席子流程中不能放事件子流程', 'An event sub-process in an ad-hoc sub-process cannot be run'],
    ['请把它移到外层，或改用边界事件', 'Move it outside, or use a boundary event'],
  )
}

function errorMustInterrupt({ id }: Node): Finding {
  return problem(
    'error-not-interrupting',
    id,
    ['捕获错误的事件必须是中断的', 'An event that catches an error must interrupt'],
    ['请改为中断型', 'Make it interrupting'],
  )
}
