import { pinyinInitials } from '#forms/react'
import { otherWords, type PaletteItem } from './palette-items.ts'

/** Words by which an item is found: what it is called in both languages, and what else people say. */
export interface ItemNames {
  readonly item: PaletteItem
  readonly names: readonly string[]
}

/** Whether an item answers to what was typed: a part of a name in either language, or the pinyin initials of one. */
export function isFound({ item, names }: ItemNames, typed: string): boolean {
  const wish = typed.trim().toLowerCase()
  if (wish === '') return true
  const more = item.type === 'kind' ? (otherWords[item.kind] ?? '') : ''
  const words = [...names, ...more.split(' ')].map((word) => word.toLowerCase())
  if (words.some((word) => word.includes(wish))) return true
  return /^[a-z]+$/.test(wish) && words.some((word) => pinyinInitials(word).startsWith(wish))
}

/** How well an item answers, for the order: its own name first, then its beginning, then anything. */
export function rankOf({ names }: ItemNames, typed: string): number {
  const wish = typed.trim().toLowerCase()
  const own = names.map((name) => name.toLowerCase())
  if (own.includes(wish)) return 0
  return own.some((name) => name.startsWith(wish)) ? 1 : 2
}
