import type { Instance } from './instance.ts'
import { ScenarioFailedError } from './scenario-failed-error.ts'

export interface Candidate<W> {
  readonly instance: Instance
  readonly work: W
}

/** The `nth` piece of work at an element, which is named by its id or its name. */
export function pick<W extends { readonly elementId: string }>(
  candidates: readonly Candidate<W>[],
  element: string,
  nth: number,
  [zh, en]: readonly [string, string],
): Candidate<W> {
  const matching = candidates.filter(
    ({ instance, work }) => work.elementId === element || isCalled(instance, element, work.elementId),
  )
  const found = matching[Math.max(nth, 1) - 1]
  if (found) return found
  const there = candidates.map(({ work }) => work.elementId).join(', ') || '—'
  throw new ScenarioFailedError([
    `“${element}”没有${matching.length > 0 ? `第 ${nth} 个` : ''}${zh}；现有：${there}`,
    `"${element}" has no ${matching.length > 0 ? `${nth}. ` : ''}${en}; there are: ${there}`,
  ])
}

/** Whether an element of the process has this name. */
export function isCalled({ process }: Pick<Instance, 'process'>, name: string, elementId: string): boolean {
  const title = process.nodes.get(elementId)?.name
  return title?.['zh-CN'] === name || title?.en === name
}
