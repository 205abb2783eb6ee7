import { describe, expect, it } from 'vitest'
import { nodeKinds } from '#forms'
import { dropSpot, type LaidNode } from '../../designer/form-editor/canvas/drop-spot.ts'
import { isFound, rankOf } from '../../designer/form-editor/palette/find-items.ts'
import { paletteGroups } from '../../designer/form-editor/palette/palette-items.ts'

const box = (left: number, top: number, width: number, height: number) => ({ left, top, width, height })
const field = (id: string, left: number, top: number, width = 300): LaidNode => ({
  id,
  box: box(left, top, width, 60),
  children: undefined,
  isField: true,
})
/** Two fields in a row, one below them alone, and a section with one field and an empty section. */
const nodes: readonly LaidNode[] = [
  field('a', 0, 0),
  field('b', 320, 0),
  field('c', 0, 80, 620),
  { id: 'house', box: box(0, 160, 620, 200), children: [field('d', 10, 200)], isField: false },
  { id: 'empty', box: box(0, 380, 620, 100), children: [], isField: false },
]
const around = box(0, 0, 620, 600)
const at = (x: number, y: number, mayBeBeside = true) => {
  const { target, edge } = dropSpot(nodes, around, { x, y }, mayBeBeside)
  return `${edge} ${target}`
}

describe('where something dragged over the canvas lands', () => {
  it('is beside a field in the middle of its row, and above or below the row at its edges', () => {
    expect(at(200, 30)).toBe('right a')
    expect(at(340, 30)).toBe('left b')
    expect(at(200, 5)).toBe('before a')
    expect(at(340, 58)).toBe('after b')
  })

  it('is beside a lone field only at its sides, and in the room behind it', () => {
    expect(at(300, 100)).toBe('before c')
    expect(at(300, 125)).toBe('after c')
    expect(at(610, 110)).toBe('right c')
    expect(at(500, 230)).toBe('right d')
  })

  it('is above or below where what is dragged may not share a row', () => {
    expect(at(610, 115, false)).toBe('after c')
  })

  it('is in a section, or between sections at their borders', () => {
    expect(at(100, 163)).toBe('before house')
    expect(at(100, 340)).toBe('after d')
    expect(at(100, 430)).toBe('inside empty')
    expect(at(100, 590)).toBe('after empty')
  })

  it('is the form itself where it is empty', () => {
    expect(dropSpot([], around, { x: 10, y: 10 }, true)).toEqual({ target: undefined, edge: 'inside', line: around })
  })
})

describe('the palette', () => {
  const named = (kind: (typeof nodeKinds)[number], names: readonly string[]) => ({
    item: { type: 'kind', kind } as const,
    names,
  })

  it('offers every kind of node once', () => {
    const kinds = paletteGroups.flatMap(({ items }) => items.flatMap((item) => (item.type === 'kind' ? item.kind : [])))

    expect([...kinds].sort()).toEqual([...nodeKinds].sort())
  })

  it('finds a kind by its names, by what else people call it, and by pinyin initials', () => {
    const id = named('person-id', ['公民身份号码', 'Citizen number'])

    for (const typed of ['身份', 'citizen', '身份证', 'gmsf', ' ']) expect(isFound(id, typed), typed).toBe(true)
    expect(isFound(id, '手机')).toBe(false)
    expect(isFound(named('phone', ['电话', 'Phone']), '手机')).toBe(true)
  })

  it('puts the one of just that name first', () => {
    expect(rankOf(named('text', ['单行文本', 'Text']), 'text')).toBe(0)
    expect(rankOf(named('long-text', ['多行文本', 'Long text']), 'text')).toBe(2)
  })
})
