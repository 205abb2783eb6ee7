import type { Finding } from '#findings'
import type { DefinitionKind } from '../bundle.ts'
import { type ApplyOptions, apply } from './apply.ts'
import type { Conflict } from './conflict.ts'
import { definitionOfTree, treeOfDefinition } from './definition-tree.ts'
import { diff } from './diff.ts'
import { type MergeOptions, merge } from './merge.ts'
import type { Patch } from './patch.ts'

/** What turns one text of a definition into another; missing, with findings, where one of them cannot be read. */
export async function diffDefinition(
  kind: DefinitionKind,
  below: string,
  edited: string,
): Promise<{ readonly patch?: Patch; readonly findings: readonly Finding[] }> {
  const [old, now] = await Promise.all([treeOfDefinition(kind, below), treeOfDefinition(kind, edited)])
  if (!old.tree || !now.tree) return { findings: [...old.findings, ...now.findings] }
  return { patch: diff(old.tree, now.tree), findings: now.findings }
}

/**
 * The text of a definition as a patch changes it, in the standard's order of elements. Findings say which changes could
 * not be made, and what is wrong with the result; with an error among them it is not to be used.
 */
export async function patchDefinition(
  kind: DefinitionKind,
  below: string,
  patch: Patch,
  options: ApplyOptions = {},
): Promise<{ readonly content?: string; readonly findings: readonly Finding[] }> {
  const { tree, findings } = await treeOfDefinition(kind, below)
  if (!tree) return { findings }
  const { resolved, problems } = apply(tree, patch, options)
  const { content, findings: unfit } = await definitionOfTree(kind, resolved)
  return { content, findings: [...findings, ...problems, ...unfit] }
}

export interface MergedDefinition {
  readonly content?: string
  readonly patch?: Patch
  readonly conflicts: readonly Conflict[]
  readonly findings: readonly Finding[]
}

/** Carries a patch of a definition over to a new text of what lies below; see `merge`. */
export async function mergeDefinition(
  kind: DefinitionKind,
  oldBelow: string,
  newBelow: string,
  patch: Patch,
  options: MergeOptions = {},
): Promise<MergedDefinition> {
  const [old, now] = await Promise.all([treeOfDefinition(kind, oldBelow), treeOfDefinition(kind, newBelow)])
  if (!old.tree || !now.tree) return { conflicts: [], findings: [...old.findings, ...now.findings] }
  const merged = merge(old.tree, now.tree, patch, options)
  const { content, findings } = await definitionOfTree(kind, merged.resolved)
  return { content, patch: merged.patch, conflicts: merged.conflicts, findings: [...merged.problems, ...findings] }
}
