import type { Finding } from '#findings'
import { changeProblem } from './change-problem.ts'
import { lockProperties } from './locked-nodes.ts'
import type { Change, Patch } from './patch.ts'
import { type Entries, entriesOf, isWithin, type Place, subtreeOf, type TreeNode, treeFrom } from './tree.ts'

export interface ApplyOptions {
  /** Nodes that may not be touched, nor anything in them. */
  readonly locked?: Iterable<string>
}

/**
 * `below` as the patch changes it. A change that cannot be made (nothing there, an id taken, a lock) is left out and
 * reported; the others are made.
 *
 * @throws {NodeIdTwiceError}
 */
export function apply(
  below: TreeNode,
  patch: Patch,
  { locked = [] }: ApplyOptions = {},
): { resolved: TreeNode; problems: Finding[] } {
  const entries = entriesOf(below)
  const locks = new Set(locked)
  const problems: Finding[] = []
  for (const change of patch.changes) {
    const problem = obstacle(entries, below.id, locks, change)
    if (problem) problems.push(problem)
    if (problem?.severity !== 'error') make(entries, change)
  }
  return { resolved: treeFrom(entries, below.id), problems }
}

/** What keeps a change from being made. */
function obstacle(entries: Entries, root: string, locks: ReadonlySet<string>, change: Change): Finding | undefined {
  const { op, node } = change
  const at = op === 'add' ? change.parent : node
  const lock = lockOver(entries, locks, at) ?? (op === 'move' ? lockOver(entries, locks, change.parent) : undefined)
  if (lock !== undefined) {
    const unlocks = (op === 'set' || op === 'unset') && lockProperties.includes(change.property)
    return changeProblem(unlocks ? 'patch-unlocks' : 'patch-locked', change, lock)
  }
  if (op === 'remove') {
    const within = subtreeOf(entries, node).find((id) => locks.has(id))
    if (within !== undefined) return changeProblem('patch-locked', change, within)
  }
  if (op === 'add' ? entries.has(node) : !entries.has(node)) {
    return changeProblem(op === 'add' ? 'patch-id-taken' : 'patch-node-missing', change, node)
  }
  if (op === 'unset' && !entries.get(node)?.values.has(change.property)) {
    return changeProblem('patch-value-missing', change, change.property)
  }
  if ((op === 'remove' || op === 'move') && node === root) return changeProblem('patch-root', change, node)
  if (op !== 'add' && op !== 'move') return undefined
  if (!entries.has(change.parent)) return changeProblem('patch-node-missing', change, change.parent)
  if (op === 'move' && isWithin(entries, change.parent, node))
    return changeProblem('patch-circle', change, change.parent)
  if (change.after !== null && !isChild(entries, change, change.after)) {
    return changeProblem('patch-sibling-missing', change, change.after)
  }
  return undefined
}

/** The lock on `id`, or on what it lies in. */
export function lockOver(entries: Entries, locks: ReadonlySet<string>, id: string): string | undefined {
  if (locks.size === 0) return undefined
  for (let at: string | undefined = id; at !== undefined; at = entries.get(at)?.parent?.id) {
    if (locks.has(at)) return at
  }
  return undefined
}

function isChild(entries: Entries, { parent, list }: Place, id: string): boolean {
  const found = entries.get(id)?.parent
  return found?.id === parent && found.list === list
}

function make(entries: Entries, change: Change): void {
  switch (change.op) {
    case 'set':
      entries.get(change.node)!.values.set(change.property, change.value)
      return
    case 'unset':
      entries.get(change.node)!.values.delete(change.property)
      return
    case 'add':
      entries.set(change.node, { id: change.node, values: new Map(Object.entries(change.values)), lists: new Map() })
      put(entries, change.node, change)
      return
    case 'move':
      take(entries, change.node)
      put(entries, change.node, change)
      return
    case 'remove':
      take(entries, change.node)
      for (const id of subtreeOf(entries, change.node)) entries.delete(id)
  }
}

function take(entries: Entries, id: string): void {
  const parent = entries.get(id)?.parent
  const siblings = parent && entries.get(parent.id)?.lists.get(parent.list)
  siblings?.splice(siblings.indexOf(id), 1)
}

/** Behind the sibling named; last where that is not there. */
function put(entries: Entries, id: string, { parent, list, after }: Place): void {
  const owner = entries.get(parent)!
  const siblings = owner.lists.get(list) ?? []
  owner.lists.set(list, siblings)
  const found = after === null ? -1 : siblings.indexOf(after)
  siblings.splice(after !== null && found < 0 ? siblings.length : found + 1, 0, id)
  entries.get(id)!.parent = { id: parent, list }
}
