import type { Finding } from '#findings'
import type { Node, NodeOf, Process } from './process.ts'
import { doubt, problem } from './process-findings.ts'
import { hasTrigger, type Trigger } from './trigger.ts'

/** Events at a place where the standard has none of their kind (BPMN 2.0.2, 10.5.1). */
export function checkPlaces({ nodes, flow }: Process): Finding[] {
  const around = (node: Node) => nodes.get(node.container.id)
  return [...nodes.values()].flatMap((node): Finding[] => {
    switch (node.kind) {
      case 'startEvent':
        return checkStart(node, around(node), node.container === flow)
      case 'endEvent':
        return hasTrigger(node.detail.triggers, 'cancel') && !isInTransaction(node, around) ? [cancelOutside(node)] : []
      case 'boundaryEvent':
        return checkBoundary(node, nodes.get(node.detail.attachedTo))
      case 'subProcess':
        return isCancelUncaught(node) ? [cancelUncaught(node)] : []
      default:
        return []
    }
  })
}

const onlyWithin: readonly Trigger['kind'][] = ['error', 'escalation', 'compensation']

/** Who begins a process has no activity around it to catch from; a sub-process is begun by its token alone. */
function checkStart(node: NodeOf<'startEvent'>, around: Node | undefined, isOfProcess: boolean): Finding[] {
  const { triggers } = node.detail
  if (isOfProcess) return triggers.some(({ kind }) => onlyWithin.includes(kind)) ? [onlyInEventSubProcess(node)] : []
  return around?.kind === 'subProcess' && triggers.length > 0 ? [onlyPlain(node)] : []
}

function checkBoundary(node: NodeOf<'boundaryEvent'>, host: Node | undefined): Finding[] {
  const { triggers } = node.detail
  const isTransaction = host?.kind === 'subProcess' && host.detail.transaction
  return [
    ...(hasTrigger(triggers, 'cancel') && host && !isTransaction ? [cancelOutside(node)] : []),
    ...(hasTrigger(triggers, 'compensation') && host && !host.compensatedBy ? [undoesNothing(node)] : []),
  ]
}

function isInTransaction(node: Node, around: (node: Node) => Node | undefined): boolean {
  for (let outer = around(node); outer; outer = around(outer)) {
    if (outer.kind === 'subProcess' && outer.detail.transaction) return true
  }
  return false
}

function isCancelUncaught({ detail, boundary }: NodeOf<'subProcess'>): boolean {
  const isCancel = (each: Node) => each.kind === 'endEvent' && hasTrigger(each.detail.triggers, 'cancel')
  const caught = boundary.some((event) => hasTrigger(event.detail.triggers, 'cancel'))
  return detail.transaction === true && detail.flow.nodes.some(isCancel) && !caught
}

function onlyInEventSubProcess({ id }: Node): Finding {
  return problem(
    'start-trigger',
    id,
    [
      '流程不能由错误、升级或补偿启动：它们只能启动事件子流程',
      'An error, escalation or compensation cannot start a process, only an event sub-process',
    ],
    [
      '请改用消息、信号或定时启动，或放入事件子流程',
      'Start it by a message, signal or timer, or put it into an event sub-process',
    ],
  )
}

function onlyPlain({ id }: Node): Finding {
  return problem(
    'start-trigger',
    id,
    [
      '子流程的开始事件不能有触发方式：令牌到达即开始',
      'The start event of a sub-process has no trigger: it begins when a token comes to it',
    ],
    [
      '请改为空开始事件，或把子流程改为事件子流程',
      'Make it a plain start event, or the sub-process an event sub-process',
    ],
  )
}

function cancelOutside({ id }: Node): Finding {
  return problem(
    'cancel-outside-transaction',
    id,
    ['取消事件只能用于事务子流程', 'A cancel event belongs to a transaction only'],
    ['请把子流程改为事务，或改用错误事件', 'Make the sub-process a transaction, or use an error event'],
  )
}

function cancelUncaught({ id }: Node): Finding {
  return doubt(
    'cancel-uncaught',
    id,
    ['事务会被取消，但边界上没有取消事件', 'The transaction may be cancelled, but has no cancel event at its boundary'],
    ['请在事务边界添加取消事件，指明取消后的去向', 'Attach a cancel event that says where it goes on then'],
  )
}

function undoesNothing({ id }: Node): Finding {
  return doubt(
    'compensation-without-handler',
    id,
    ['补偿边界事件没有关联补偿活动', 'No activity is associated with the compensation event'],
    ['请用关联线连接到用于撤销的活动', 'Connect it by an association to the activity that undoes'],
  )
}
