import type { Finding } from '#findings'
import type { FlowScope, Node } from '../process.ts'
import { doubt } from '../process-findings.ts'
import { nameOf } from './situation.ts'

const waitless = new Set<Node['kind']>([
  ...(['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'throwEvent'] as const),
  ...(['noneTask', 'manualTask', 'scriptTask', 'businessRuleTask', 'sendTask'] as const),
])

/** Loops in which nothing waits: they run until their condition ends them, or the engine does. */
export function waitFreeLoops({ nodes }: FlowScope): Finding[] {
  for (const start of nodes.filter(({ kind }) => waitless.has(kind))) {
    const seen = new Set<Node>()
    const open = start.outgoing.map(({ target }) => target)
    for (let node = open.pop(); node; node = open.pop()) {
      if (node === start) return [noWait(start)]
      if (seen.has(node) || !waitless.has(node.kind)) continue
      seen.add(node)
      open.push(...node.outgoing.map(({ target }) => target))
    }
  }
  return []
}

function noWait(node: Node): Finding {
  return doubt(
    'loop-without-wait',
    node.id,
    [
      `经过“${nameOf(node, 'zh-CN')}”的循环中没有任何等待`,
      `The loop through "${nameOf(node, 'en')}" never waits for anything`,
    ],
    ['请确认循环条件一定会结束，或在循环中加入任务或定时', 'Make sure that it ends, or put a task or a timer into it'],
  )
}
