import type { Node } from '../process.ts'
import type { Marking } from './marking.ts'

/** Where the tokens of a scope may stand, and one way to come there. */
export interface Situation {
  readonly marking: Marking
  readonly via?: Node
  readonly from?: Situation
}

/** The elements passed on the way, in both languages. */
export function wayTo(situation: Situation): [zh: string, en: string] {
  const way: Node[] = []
  for (let at: Situation | undefined = situation; at?.via; at = at.from) way.unshift(at.via)
  const shown = way.length > 12 ? way.slice(-12) : way
  const joined = (locale: 'zh-CN' | 'en') => shown.map((node) => nameOf(node, locale)).join(' → ')
  return [joined('zh-CN'), joined('en')]
}

export function nameOf({ name }: Node, locale: 'zh-CN' | 'en'): string {
  return name[locale] ?? name['zh-CN']
}
