import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apply, diff, type Patch, readPatch } from '#definitions'
import { plain, trees } from './trees.ts'

describe('a patch of any tree', () => {
  it('turns what lies below into what was edited', () => {
    fc.assert(
      fc.property(trees, trees, (below, edited) => {
        const { resolved, problems } = apply(below, diff(below, edited))

        expect(problems).toEqual([])
        expect(plain(resolved)).toEqual(plain(edited))
      }),
      { numRuns: 500 },
    )
  })

  it('is empty where nothing was edited', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(diff(tree, tree).changes).toEqual([])
      }),
    )
  })

  it('survives JSON and reads as a patch', () => {
    fc.assert(
      fc.property(trees, trees, (below, edited) => {
        const patch = diff(below, edited)
        const { patch: read, findings } = readPatch(JSON.parse(JSON.stringify(patch)))

        expect(findings).toEqual([])
        expect(plain(apply(below, read!).resolved)).toEqual(plain(edited))
      }),
    )
  })

  it('holds no number of a place in a list', () => {
    const members = new Set(['op', 'node', 'property', 'value', 'values', 'parent', 'list', 'after'])
    fc.assert(
      fc.property(trees, trees, (below, edited) => {
        for (const change of diff(below, edited).changes) {
          expect(Object.keys(change).every((name) => members.has(name))).toBe(true)
          if ('after' in change) expect(change.after === null || typeof change.after === 'string').toBe(true)
        }
      }),
    )
  })

  it('leaves what lies below as it was', () => {
    fc.assert(
      fc.property(trees, trees, (below, edited) => {
        const before = plain(below)
        apply(below, diff(below, edited))
        expect(plain(below)).toEqual(before)
      }),
    )
  })

  it('never harms another tree it is applied to', () => {
    fc.assert(
      fc.property(trees, trees, trees, (below, edited, other) => {
        const { resolved, problems } = apply(other, diff(below, edited))
        expect(apply(resolved, { changes: [] }).problems).toEqual([])
        expect(problems.every(({ message }) => message['zh-CN'] !== '' && message.en)).toBe(true)
        expect(Object.prototype).not.toHaveProperty('title')
      }),
    )
  })
})

describe('a patch that is not one', () => {
  it.each<[string, unknown]>([
    ['a list', []],
    ['nothing', null],
    ['without changes', {}],
    ['an unknown operation', { changes: [{ op: 'toString', node: 'a' }] }],
    ['a place by number', { changes: [{ op: 'move', node: 'a', parent: '/', list: 'layout', after: 2 }] }],
    ['a member too many', { changes: [{ op: 'remove', node: 'a', index: 1 }] }],
    ['no value', { changes: [{ op: 'set', node: 'a', property: 'title' }] }],
  ])('is refused: %s', (_what, json) => {
    expect(readPatch(json).findings).not.toEqual([])
  })
})

describe('a change that cannot be made', () => {
  const tree = {
    id: '/',
    values: new Map(),
    lists: new Map([['children', [{ id: 'a', values: new Map(), lists: new Map([['children', [leaf('b')]]]) }]]]),
  }
  const place = { parent: 'a', list: 'children', after: null }
  it.each<[string, string, Patch['changes'][number]]>([
    ['nothing is there', 'patch-node-missing', { op: 'set', node: 'x', property: 'title', value: 1 }],
    ['the parent is not there', 'patch-node-missing', { op: 'add', node: 'c', values: {}, ...place, parent: 'x' }],
    ['the id is taken', 'patch-id-taken', { op: 'add', node: 'b', values: {}, ...place }],
    ['it would hold itself', 'patch-circle', { op: 'move', node: 'a', ...place, parent: 'b' }],
    ['it is the whole', 'patch-root', { op: 'remove', node: '/' }],
    ['there is no such value', 'patch-value-missing', { op: 'unset', node: 'a', property: 'title' }],
    ['its sibling is not there', 'patch-sibling-missing', { op: 'add', node: 'c', values: {}, ...place, after: 'x' }],
  ])('is reported: %s', (_why, code, change) => {
    expect(apply(tree, { changes: [change] }).problems.map((problem) => problem.code)).toEqual([code])
  })

  it('is left out where the node is locked, and so is what lies in it', () => {
    const change = { op: 'set', node: 'b', property: 'title', value: 1 } as const
    const { resolved, problems } = apply(tree, { changes: [change] }, { locked: ['a'] })

    expect(problems.map(({ code }) => code)).toEqual(['patch-locked'])
    expect(plain(resolved)).toEqual(plain(tree))
  })
})

function leaf(id: string) {
  return { id, values: new Map(), lists: new Map() }
}
