import type { Finding } from '#findings'
import type { DefinitionKind, LayerChange } from './bundle.ts'
import { definitionText } from './definition-text.ts'
import { hasErrors, problem } from './finding.ts'
import { type DefinitionOfKind, parseDefinition } from './parse-definition.ts'
import { apply } from './patch/apply.ts'
import { definitionOfTree, treeOfDefinition } from './patch/definition-tree.ts'
import { diff } from './patch/diff.ts'
import { lockedNodes } from './patch/locked-nodes.ts'
import { translated } from './patch/translated.ts'
import type { TreeNode } from './patch/tree.ts'

/** A definition as a layer changes it; missing where it could not be read. With an error among the findings it is not to be used. */
export interface LaidDefinition {
  readonly definition?: DefinitionOfKind[DefinitionKind]
  readonly findings: readonly Finding[]
}

/** What a change makes of the definition that lies below it, if there is one. `locks` are nodes that may not be touched. */
export async function changedDefinition(
  below: object | undefined,
  change: LayerChange,
  locks: readonly string[],
): Promise<LaidDefinition> {
  const { kind, id } = change
  const lying = below as DefinitionOfKind[DefinitionKind] | undefined
  const { content, findings: unmade } = await contentOf(lying, change, locks)
  if (content === undefined || hasErrors(unmade)) return { findings: unmade }
  const { definition, findings } = await parseDefinition(kind, content)
  if (definition && definition.id !== id) return { findings: [...findings, renamed(id, definition.id)] }
  return { definition, findings: [...unmade, ...findings] }
}

interface Content {
  readonly content?: string
  readonly findings: readonly Finding[]
}

async function contentOf(
  below: DefinitionOfKind[DefinitionKind] | undefined,
  { kind, id, content, patch, texts = [] }: LayerChange,
  locks: readonly string[],
): Promise<Content> {
  if (!patch && !below) return { content, findings: [] }
  if (!below) return { findings: [nothingToPatch(id)] }
  const { tree, findings } = await treeOfLaid(kind, below)
  if (!tree) return patch ? { findings } : { content, findings: [] }
  const locked = [...locks, ...lockedNodes(tree)]
  if (!patch) return locked.length > 0 ? replaced(kind, tree, content, locked) : { content, findings: [] }

  const { resolved, problems } = apply(tree, patch, { locked })
  const said: Finding[] = [...findings, ...problems]
  const worded = texts.reduce((before, words) => {
    const { changes, findings: unsaid } = translated(kind, before, words)
    const { resolved: after, problems: unmade } = apply(before, { changes }, { locked })
    said.push(...unsaid, ...unmade)
    return after
  }, resolved)
  const { content: text, findings: unfit } = await definitionOfTree(kind, worded)
  return { content: text, findings: [...said, ...unfit] }
}

const trees = new WeakMap<object, ReturnType<typeof treeOfDefinition>>()

/** The tree of a definition that was read; made once. */
export function treeOfLaid(
  kind: DefinitionKind,
  definition: DefinitionOfKind[DefinitionKind],
): ReturnType<typeof treeOfDefinition> {
  const known = trees.get(definition) ?? treeOfDefinition(kind, definitionText(definition))
  trees.set(definition, known)
  return known
}

/** A whole definition may take the place of another as long as what is locked in it stays as it is. */
async function replaced(
  kind: DefinitionKind,
  below: TreeNode,
  content: string,
  locked: readonly string[],
): Promise<Content> {
  const { tree, findings } = await treeOfDefinition(kind, content)
  if (!tree) return { findings }
  const { problems } = apply(below, diff(below, tree), { locked })
  return { content, findings: problems.filter(({ code }) => code === 'patch-locked' || code === 'patch-unlocks') }
}

function renamed(id: string, found: string): Finding {
  return problem(
    'definition-renamed',
    { node: found },
    [`编号由“${id}”改成了“${found}”；编号不可更改`, `The id was changed from "${id}" to "${found}"; ids are permanent`],
    [`请改回“${id}”`, `Change it back to "${id}"`],
  )
}

function nothingToPatch(id: string): Finding {
  return problem(
    'patch-definition-missing',
    { node: id },
    [`补丁要修改“${id}”，但下层没有这个定义`, `The patch changes "${id}", but no such definition lies below`],
    ['请删去这个补丁，或安装所需的定义包', 'Drop the patch, or install the bundle that it is for'],
  )
}
