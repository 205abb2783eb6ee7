import { canonicalJson } from '../digest.ts'
import type { Change, Patch, Stamp } from './patch.ts'

/**
 * Changes that say who made them: those that were in the patch before keep their names and dates, the others get
 * `stamp`. Two changes are the same where they do the same to the same.
 */
export function signedAs(changes: readonly Change[], before: readonly Change[], stamp: Stamp = {}): Change[] {
  const known = new Map(before.map((change) => [keyOf(change), change]))
  return changes.map((change) => {
    const { by, at } = known.get(keyOf(change)) ?? stamp
    return { ...change, ...(by !== undefined && { by }), ...(at !== undefined && { at }) }
  })
}

/** The patch of an edit, signed by whoever edited; what stays of the patch before stays signed as it was. */
export function signedPatch(patch: Patch, before: Patch | undefined, stamp: Stamp): Patch {
  const { locks, settled } = { ...before, ...patch }
  return {
    changes: signedAs(patch.changes, before?.changes ?? [], stamp),
    ...(locks && { locks }),
    ...(settled && { settled }),
  }
}

/** The place among siblings is left out: it changes when others do. */
function keyOf({ by: _by, at: _at, ...change }: Change): string {
  return canonicalJson('after' in change ? { ...change, after: null } : change)
}
