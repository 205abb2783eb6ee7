import type { LocalizedText } from '#findings'
import type { Moment } from './moment.ts'

/** Where the engines part. */
export interface Difference {
  /** Index of the action. */
  readonly action: number
  readonly what: 'entered' | 'taken' | 'open' | 'ended' | 'failed'
  /** Ids that only one of them has, each as often as it has more of it. */
  readonly onlyOurs: readonly string[]
  readonly onlyTheirs: readonly string[]
  readonly message: LocalizedText
}

const words = {
  entered: ['经过的元素', 'the elements entered'],
  taken: ['走过的顺序流', 'the sequence flows taken'],
  open: ['等待中的任务', 'what waits'],
} as const

/**
 * Compares what both did for one action. Branches that run in parallel have no order among each other, so elements and
 * flows are compared as often as they come; what follows from what is in the flows.
 *
 * A terminating end event takes branches away wherever they are, so with `withPath` left out only the outcome counts.
 */
export function differencesBetween(ours: Moment, theirs: Moment, action: number, withPath = true): Difference[] {
  const compared = withPath ? (['entered', 'taken', 'open'] as const) : (['open'] as const)
  const found = compared.flatMap((what): Difference[] => {
    const onlyOurs = without(ours[what], theirs[what])
    const onlyTheirs = without(theirs[what], ours[what])
    if (onlyOurs.length === 0 && onlyTheirs.length === 0) return []
    const [zh, en] = words[what]
    const message = {
      'zh-CN': `第 ${action + 1} 步后${zh}不同：本引擎多出${list(onlyOurs, '、')}，bpmn-engine 多出${list(onlyTheirs, '、')}`,
      en: `After action ${action + 1} ${en} differ: only here ${list(onlyOurs, ', ')}; only in bpmn-engine ${list(onlyTheirs, ', ')}`,
    }
    return [{ action, what, onlyOurs, onlyTheirs, message }]
  })
  return ours.ended === theirs.ended ? found : [...found, endDifference(ours.ended, action)]
}

/** bpmn-engine gave up, or does not wait where it should. */
export function failure(error: unknown, action: number): Difference {
  const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  return {
    action,
    what: 'failed',
    onlyOurs: [],
    onlyTheirs: [],
    message: {
      'zh-CN': `第 ${action + 1} 步在 bpmn-engine 中无法进行：${reason}`,
      en: `Action ${action + 1} cannot be done in bpmn-engine: ${reason}`,
    },
  }
}

function endDifference(oursEnded: boolean, action: number): Difference {
  const [zh, en] = oursEnded
    ? ['本引擎已结束，bpmn-engine 还没有', 'it has ended here, but not in bpmn-engine']
    : ['bpmn-engine 已结束，本引擎还没有', 'it has ended in bpmn-engine, but not here']
  return {
    action,
    what: 'ended',
    onlyOurs: [],
    onlyTheirs: [],
    message: { 'zh-CN': `第 ${action + 1} 步后：${zh}`, en: `After action ${action + 1}: ${en}` },
  }
}

function without(ids: readonly string[], others: readonly string[]): string[] {
  const rest = [...others]
  return ids.filter((id) => {
    const index = rest.indexOf(id)
    if (index >= 0) rest.splice(index, 1)
    return index < 0
  })
}

function list(ids: readonly string[], separator: string): string {
  return ids.join(separator) || '—'
}
