import fc from 'fast-check'
import type { Json, TreeNode } from '#definitions'

/** A tree as tests compare it: plain, with values by name and no empty lists. */
export function plain({ id, values, lists }: TreeNode): unknown {
  return {
    id,
    values: Object.fromEntries([...values].sort(([left], [right]) => (left < right ? -1 : 1))),
    lists: Object.fromEntries(
      [...lists]
        .filter(([, children]) => children.length > 0)
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([list, children]) => [list, children.map(plain)]),
    ),
  }
}

const names = ['title', 'help', '__proto__', 'constructor', '1', 'span']
const ids = [...'abcdefghijklmn', '__proto__', 'toString', '节点']
const value: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, 1, '', 'x', '甲'),
  fc.array(fc.constantFrom<Json>(1, 2), { maxLength: 3 }),
  fc.constantFrom<Json>({ 'zh-CN': '甲' }, { 'zh-CN': '乙', en: 'B' }),
)

interface Draft {
  readonly id: string
  readonly parent: number
  readonly list: string
  readonly values: readonly (readonly [string, Json])[]
}

const draft = (id: string): fc.Arbitrary<Draft> =>
  fc.record({
    id: fc.constant(id),
    parent: fc.nat(),
    list: fc.constantFrom('children', 'rules', '__proto__'),
    values: fc.uniqueArray(fc.tuple(fc.constantFrom(...names), value), { maxLength: 3, selector: ([name]) => name }),
  })

/** Any tree over a few ids, so that two of them share nodes in different places. */
export const trees: fc.Arbitrary<TreeNode> = fc
  .shuffledSubarray(ids)
  .chain((chosen) => fc.tuple(draft('/'), ...chosen.map(draft)))
  .map(treeOf)

function treeOf(drafts: readonly Draft[]): TreeNode {
  const nodes = drafts.map(({ id, values }) => ({ id, values: new Map(values), lists: new Map<string, TreeNode[]>() }))
  for (const [index, { parent, list }] of drafts.entries()) {
    if (index === 0) continue
    const { lists } = nodes[parent % index]!
    lists.set(list, [...(lists.get(list) ?? []), nodes[index]!])
  }
  return nodes[0]!
}
