import type { Finding } from '#findings'
import type { Node } from '../process.ts'
import { doubt } from '../process-findings.ts'
import type { Explored } from './explore.ts'
import { nameOf, type Situation, wayTo } from './situation.ts'

/**
 * From where no way leads to the end, though there is always something to do: the nearest such situation. Those that
 * end by being stuck are told as such.
 */
export function neverEnding({ situations, next }: Explored): Finding[] {
  const before = new Map<string, string[]>()
  for (const [key, after] of next) {
    for (const each of after) before.set(each, [...(before.get(each) ?? []), key])
  }
  const open = [...situations.keys()].filter((key) => next.get(key)?.length === 0)
  const comesToRest = new Set(open)
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const earlier of before.get(key) ?? []) {
      if (comesToRest.has(earlier)) continue
      comesToRest.add(earlier)
      open.push(earlier)
    }
  }
  const [found] = [...situations].filter(([key]) => !comesToRest.has(key)).map(([, situation]) => situation)
  return found?.via ? [neverEnds(found, found.via)] : []
}

function neverEnds(situation: Situation, node: Node): Finding {
  const [zh, en] = wayTo(situation)
  return doubt(
    'never-ends',
    node.id,
    [
      `从“${nameOf(node, 'zh-CN')}”之后没有路径通向结束：${zh}`,
      `From "${nameOf(node, 'en')}" on no way leads to an end: ${en}`,
    ],
    ['请添加一条离开循环、通向结束事件的路径', 'Add a way out of the loop that leads to an end event'],
  )
}
