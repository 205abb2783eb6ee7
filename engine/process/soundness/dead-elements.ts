import type { Finding } from '#findings'
import type { FlowScope, Node } from '../process.ts'
import { doubt } from '../process-findings.ts'
import type { Explored } from './explore.ts'
import { nameOf, wayTo } from './situation.ts'

/**
 * Elements that no token ever passes, though flows lead there: those directly behind a join that never fires, each with
 * a way that ends before it.
 */
export function deadElements({ nodes }: FlowScope, { passed, stuck }: Explored): Finding[] {
  return nodes.flatMap((node) => {
    if (passed.has(node) || node.kind === 'boundaryEvent') return []
    const before = node.incoming.map(({ source }) => source).filter((source) => isDeadJoin(source, passed))
    const [ending] = before.flatMap((join) =>
      stuck.filter(({ marking }) => join.incoming.some(({ id }) => marking.has(id))),
    )
    return ending ? [neverRuns(node, wayTo(ending))] : []
  })
}

function isDeadJoin(node: Node, passed: ReadonlySet<Node>): boolean {
  return !passed.has(node) && node.incoming.length > 1
}

function neverRuns(node: Node, [zh, en]: readonly [string, string]): Finding {
  return doubt(
    'never-runs',
    node.id,
    [
      `“${nameOf(node, 'zh-CN')}”永远不会被执行，流程到此为止：${zh}`,
      `"${nameOf(node, 'en')}" never runs; the process comes no further than: ${en}`,
    ],
    ['请检查它前面的汇合网关', 'Look at the gateway before it, which joins what never comes together'],
  )
}
