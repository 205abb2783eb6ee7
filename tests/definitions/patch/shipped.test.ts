import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  apply,
  type DefinitionKind,
  definitionAt,
  definitionKinds,
  definitionOfTree,
  diff,
  diffDefinition,
  type Json,
  merge,
  parseDefinition,
  patchDefinition,
  type TreeNode,
  treeOfDefinition,
} from '#definitions'
import { shippedFiles } from '../bundle-files.ts'
import { plain } from './trees.ts'

const shipped = ['base', 'rental-housing'].flatMap((bundle) =>
  [...shippedFiles(bundle)].flatMap(([path, text]) => {
    const found = definitionAt(path)
    const kind = definitionKinds.find((known) => known === found?.kind)
    return kind ? [{ path, text, kind }] : []
  }),
)

async function treeOf(kind: DefinitionKind, text: string): Promise<TreeNode> {
  const { tree, findings } = await treeOfDefinition(kind, text)
  if (!tree) throw new Error(JSON.stringify(findings))
  return tree
}

async function textOf(kind: DefinitionKind, tree: TreeNode): Promise<string> {
  const { content, findings } = await definitionOfTree(kind, tree)
  if (content === undefined) throw new Error(JSON.stringify(findings))
  return content
}

/** Edits as a person makes them: a value changed, a leaf removed, two siblings swapped, a node added. */
interface Edit {
  readonly what: 'change' | 'remove' | 'swap' | 'add'
  readonly where: number
  readonly value: string
}

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    what: fc.constantFrom<Edit['what']>('change', 'remove', 'swap', 'add'),
    where: fc.nat(),
    value: fc.constantFrom('甲', '乙', '<&"\'>', '__proto__'),
  }),
  { minLength: 1, maxLength: 6 },
)

function edited(tree: TreeNode, { what, where, value }: Edit): TreeNode {
  const all = nodesOf(tree)
  const target = all[where % all.length]!
  return rewritten(tree, (node) => {
    if (node.id !== target.id) return node
    const [list, children = []] = [...node.lists].find(([, nodes]) => nodes.length > 0) ?? []
    if (what === 'change' || list === undefined) {
      return { ...node, values: new Map<string, Json>([...node.values, ['name', value]]) }
    }
    const changed =
      what === 'remove'
        ? children.slice(1)
        : what === 'swap'
          ? children.toReversed()
          : [...children, { ...children[0]!, id: `added-${where}`, lists: new Map() }]
    return { ...node, lists: new Map<string, readonly TreeNode[]>([...node.lists, [list, changed]]) }
  })
}

function rewritten(node: TreeNode, change: (node: TreeNode) => TreeNode): TreeNode {
  const { id, values, lists } = change(node)
  return {
    id,
    values,
    lists: new Map([...lists].map(([list, nodes]) => [list, nodes.map((one) => rewritten(one, change))])),
  }
}

function nodesOf(node: TreeNode): TreeNode[] {
  return [node, ...[...node.lists.values()].flat().flatMap(nodesOf)]
}

function isUnique(tree: TreeNode): boolean {
  const ids = nodesOf(tree).map(({ id }) => id)
  return new Set(ids).size === ids.length
}

describe.each(shipped)('$path', ({ kind, text }) => {
  it('is the same after it was a tree', async () => {
    const tree = await treeOf(kind, text)
    const written = await textOf(kind, tree)
    const { definition, findings } = await parseDefinition(kind, written)

    expect(plain(await treeOf(kind, written))).toEqual(plain(tree))
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    const before = (await parseDefinition(kind, text)).definition
    if (definition && 'xml' in definition) expect({ ...definition, xml: '' }).toEqual({ ...before, xml: '' })
    else expect(sorted(definition)).toEqual(sorted(before))
  })

  it('can be edited, and the difference leads to what was edited', async () => {
    const tree = await treeOf(kind, text)
    fc.assert(
      fc.property(edits, edits, (left, right) => {
        const one = left.reduce(edited, tree)
        const other = right.reduce(edited, tree)
        fc.pre(isUnique(one) && isUnique(other))
        const patch = JSON.parse(JSON.stringify(diff(tree, one)))

        expect(plain(apply(tree, patch).resolved)).toEqual(plain(one))
        expect(plain(merge(tree, tree, patch).resolved)).toEqual(plain(one))
        const merged = merge(tree, other, patch)
        expect(plain(apply(other, merged.patch).resolved)).toEqual(plain(merged.resolved))
      }),
      { numRuns: 30 },
    )
  })

  it('needs no patch to stay as it is', async () => {
    expect((await diffDefinition(kind, text, text)).patch).toEqual({ changes: [] })
    expect((await patchDefinition(kind, text, { changes: [] })).findings).toEqual([])
  })
})

/** `required` of a schema is a set. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === 'required' && Array.isArray(member) ? member.toSorted() : sorted(member),
    ]),
  )
}
