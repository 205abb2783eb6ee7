import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apply, type Choice, diff, type Json, merge, type TreeNode } from '#definitions'
import { plain, trees } from './trees.ts'

type Values = Record<string, Json>

function node(id: string, values: Values = {}, children: TreeNode[] = []): TreeNode {
  return { id, values: new Map(Object.entries(values)), lists: new Map([['children', children]]) }
}

const form = (...children: TreeNode[]) => node('/', {}, children)
const old = form(node('a', { title: '甲' }, [node('b', { title: '乙' })]), node('c', { title: '丙' }))

/** The conflicts of an upgrade, and what it comes to with everything settled one way. */
function upgrade(below: TreeNode, edited: TreeNode) {
  const patch = diff(old, edited)
  const { conflicts, resolved } = merge(old, below, patch)
  const settled = (choice: Choice) => {
    const choices = new Map(conflicts.map(({ id }) => [id, choice]))
    const merged = merge(old, below, patch, { choices })
    expect(merged.conflicts).toEqual([])
    expect(plain(apply(below, merged.patch).resolved)).toEqual(plain(merged.resolved))
    return plain(merged.resolved)
  }
  return { conflicts, resolved: plain(resolved), settled }
}

describe('a merge', () => {
  it('of nothing new is the patch applied', () => {
    fc.assert(
      fc.property(trees, trees, (below, edited) => {
        const patch = diff(below, edited)
        const { resolved, conflicts, problems } = merge(below, below, patch)

        expect({ conflicts, problems }).toEqual({ conflicts: [], problems: [] })
        expect(plain(resolved)).toEqual(plain(apply(below, patch).resolved))
      }),
      { numRuns: 300 },
    )
  })

  it('of anything gives a patch that leads from what lies below to what it resolved to', () => {
    fc.assert(
      fc.property(trees, trees, trees, (oldBelow, newBelow, edited) => {
        const { resolved, patch, conflicts, problems } = merge(oldBelow, newBelow, diff(oldBelow, edited))

        expect(plain(apply(newBelow, patch).resolved)).toEqual(plain(resolved))
        expect(conflicts.every(({ message }) => message['zh-CN'] && message.en)).toBe(true)
        expect(problems).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('can always be settled, one way or the other', () => {
    fc.assert(
      fc.property(trees, trees, trees, fc.infiniteStream(fc.boolean()), (oldBelow, newBelow, edited, coins) => {
        const patch = diff(oldBelow, edited)
        const choices = new Map<string, Choice>()
        for (let round = 0; round < 20; round += 1) {
          const { conflicts } = merge(oldBelow, newBelow, patch, { choices })
          if (conflicts.length === 0) return
          for (const { id, choices: open } of conflicts) {
            choices.set(id, open.length > 1 && coins.next().value ? 'here' : 'below')
          }
        }
        expect.unreachable('still in conflict')
      }),
      { numRuns: 300 },
    )
  })

  it('of what went the same way on both sides leaves nothing to patch', () => {
    fc.assert(
      fc.property(trees, trees, (below, edited) => {
        const { conflicts, patch } = merge(below, edited, diff(below, edited))
        expect({ conflicts, changes: patch.changes }).toEqual({ conflicts: [], changes: [] })
      }),
    )
  })

  it('without overlap comes to the same in either order', () => {
    const values = fc.dictionary(fc.constantFrom('title', 'help'), fc.constantFrom<Json>('甲', '乙', 1))
    const added = fc.subarray(['x', 'y', 'z'])
    fc.assert(
      fc.property(values, added, values, added, (left, lefts, right, rights) => {
        const edit = (a: Values, inA: string[], c: Values, inC: string[]) =>
          form(
            node(
              'a',
              a,
              inA.map((id) => node(`a-${id}`)),
            ),
            node(
              'c',
              c,
              inC.map((id) => node(`c-${id}`)),
            ),
          )
        const base = edit({}, ['x'], {}, ['x'])
        const one = edit(left, lefts, {}, ['x'])
        const other = edit({}, ['x'], right, rights)
        const first = merge(base, one, diff(base, other))
        const second = merge(base, other, diff(base, one))

        expect([...first.conflicts, ...second.conflicts]).toEqual([])
        expect(plain(first.resolved)).toEqual(plain(second.resolved))
      }),
    )
  })
})

describe('an upgrade from below', () => {
  it('asks which value holds where both changed it', () => {
    const below = form(node('a', { title: '上级' }, [node('b', { title: '乙' })]), node('c', { title: '丙' }))
    const edited = form(node('a', { title: '本级' }, [node('b', { title: '乙' })]), node('c', { title: '丙' }))
    const { conflicts, resolved, settled } = upgrade(below, edited)

    expect(conflicts).toMatchObject([
      { kind: 'both-changed', node: 'a', property: 'title', was: '甲', below: '上级', here: '本级' },
    ])
    expect(conflicts[0]!.choices.map(({ choice }) => choice)).toEqual(['below', 'here'])
    expect(resolved).toEqual(plain(below))
    expect(settled('here')).toEqual(plain(edited))
  })

  it('asks whether to keep what was removed below', () => {
    const below = form(node('c', { title: '丙' }))
    const edited = form(node('a', { title: '甲' }, [node('b', { title: '改' })]), node('c', { title: '丙' }))
    const { conflicts, settled } = upgrade(below, edited)

    expect(conflicts).toMatchObject([{ kind: 'removed-below', node: 'b', was: '乙', here: '改' }])
    expect(settled('below')).toEqual(plain(below))
    expect(settled('here')).toEqual(plain(edited))
  })

  it('asks before it removes what was changed below', () => {
    const below = form(node('a', { title: '甲' }, [node('b', { title: '新' })]), node('c', { title: '丙' }))
    const edited = form(node('c', { title: '丙' }))
    const { conflicts, settled } = upgrade(below, edited)

    expect(conflicts).toMatchObject([{ kind: 'changed-below', node: 'a', below: { title: '新' } }])
    expect(settled('below')).toEqual(plain(below))
    expect(settled('here')).toEqual(plain(edited))
  })

  it('asks which of two additions has the id', () => {
    const below = form(...old.lists.get('children')!, node('n', { title: '上级' }))
    const edited = form(node('n', { title: '本级', span: 1 }), ...old.lists.get('children')!)
    const { conflicts, settled } = upgrade(below, edited)

    expect(conflicts).toMatchObject([{ kind: 'id-taken', node: 'n' }])
    expect(settled('below')).toEqual(plain(below))
    expect(settled('here')).toEqual(plain(edited))
  })

  it('asks where a node stands that both moved', () => {
    const [a, c] = [node('a', { title: '甲' }), node('c', { title: '丙' }, [node('b', { title: '乙' })])]
    const below = form(a, node('b', { title: '乙' }), node('c', { title: '丙' }))
    const { conflicts, settled } = upgrade(below, form(a, c))

    expect(conflicts).toMatchObject([{ kind: 'both-moved', node: 'b', was: { parent: 'a' }, below: { parent: '/' } }])
    expect(settled('here')).toEqual(plain(form(a, c)))
  })

  it('does not offer this layer’s way where it would put a node into itself', () => {
    const flat = form(node('a', { title: '甲' }), node('c', { title: '丙' }))
    const below = form(node('c', { title: '丙' }, [node('a', { title: '甲' })]))
    const patch = diff(flat, form(node('a', { title: '甲' }, [node('c', { title: '丙' })])))
    const { conflicts } = merge(flat, below, patch)

    expect(conflicts).toMatchObject([{ kind: 'both-moved', node: 'c', choices: [{ choice: 'below' }] }])
    const insisted = merge(flat, below, patch, { choices: new Map([[conflicts[0]!.id, 'here']]) })
    expect(insisted.conflicts).toEqual(conflicts)
    expect(plain(insisted.resolved)).toEqual(plain(below))
  })

  it('applies a choice that was made before for as long as the same lies below', () => {
    const changed = (title: string) =>
      form(node('a', { title }, [node('b', { title: '乙' })]), node('c', { title: '丙' }))
    const patch = diff(old, changed('本级'))
    const first = merge(old, changed('上级'), patch, { choices: new Map([['both-changed:a:title', 'here']]) })

    expect(first.patch.settled).toEqual([{ conflict: 'both-changed:a:title', choice: 'here', below: '"上级"' }])
    const stored = { ...patch, settled: first.patch.settled }
    expect(merge(old, changed('上级'), stored)).toMatchObject({ conflicts: [], patch: first.patch })
    expect(merge(old, changed('又改'), stored)).toMatchObject({ conflicts: [{ below: '又改' }] })
  })

  it('drops a choice once there is nothing to choose', () => {
    const changed = form(node('a', { title: '本级' }, [node('b', { title: '乙' })]), node('c', { title: '丙' }))
    const settled = [{ conflict: 'both-changed:a:title', choice: 'here' as const, below: '"上级"' }]

    expect(merge(old, old, { ...diff(old, changed), settled }).patch.settled).toBeUndefined()
  })

  it('keeps the names of those who made the changes', () => {
    const changed = form(node('a', { title: '本级' }, [node('b', { title: '乙' })]), node('c', { title: '新' }))
    const [first, second] = diff(old, changed).changes
    const patch = {
      changes: [
        { ...first!, by: '张敏', at: '2026-03-01' },
        { ...second!, by: '李强', at: '2026-04-01' },
      ],
    }
    const below = form(node('a', { title: '甲', help: '新' }, [node('b', { title: '乙' })]), node('c', { title: '丙' }))

    expect(merge(old, below, patch).patch.changes).toEqual(patch.changes)
  })

  it('says what was locked, and offers no way around it', () => {
    const edited = form(node('a', { title: '甲' }, [node('b', { title: '改' })]), node('c', { title: '丙' }))
    const { conflicts, resolved } = merge(old, old, diff(old, edited), {
      locked: ['a'],
      choices: new Map([['locked:b', 'here']]),
    })

    expect(plain(resolved)).toEqual(plain(old))
    expect(conflicts.map(({ kind }) => kind)).toEqual(['locked'])
    const givenUp = { locked: ['a'], choices: new Map([['locked:b', 'below' as const]]) }
    expect(merge(old, old, diff(old, edited), givenUp).conflicts).toEqual([])
    expect(merge(old, old, diff(old, edited), { locked: ['a'] }).conflicts).toMatchObject([
      { kind: 'locked', node: 'b', choices: [{ choice: 'below' }] },
    ])
  })

  it('puts an addition behind the nearest sibling that is left', () => {
    const edited = form(...old.lists.get('children')!, node('n'))
    const below = form(old.lists.get('children')![0]!, node('z'))

    expect(upgrade(below, edited).resolved).toEqual(plain(form(old.lists.get('children')![0]!, node('n'), node('z'))))
  })
})
