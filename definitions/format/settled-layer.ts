import type { Layer, LayerChange } from './bundle.ts'
import type { LayerConflict } from './carry-layers.ts'
import { canonicalJson } from './digest.ts'
import type { Choice } from './patch/conflict.ts'
import type { SettledChoice, Stamp } from './patch/patch.ts'

/** A choice about one conflict; without `choice` the one that was made is taken back. */
export interface Settling extends Stamp {
  readonly kind: LayerChange['kind']
  readonly id: string
  /** Its id. */
  readonly conflict: string
  /** What lies below there, as the conflict says. */
  readonly below?: LayerConflict['conflict']['below']
  readonly choice?: Choice
}

/** The layer with the choice noted in it, so that it holds whenever the layer is carried. */
export function withSettled(layer: Layer, { kind, id, conflict, below, choice, by, at }: Settling): Layer {
  const made: readonly SettledChoice[] = choice
    ? [
        {
          conflict,
          choice,
          ...(below !== undefined && { below: canonicalJson(below) }),
          ...(by !== undefined && { by }),
          ...(at !== undefined && { at }),
        },
      ]
    : []
  const next = (before: readonly SettledChoice[] = []) => [
    ...before.filter((other) => other.conflict !== conflict),
    ...made,
  ]
  const changes = layer.changes.map((change): LayerChange => {
    if (change.kind !== kind || change.id !== id) return change
    const { settled: _, ...rest } = change
    if (change.patch) return { ...rest, patch: settledPatch(change.patch, next([...settledIn(change)])) }
    const settled = next(change.settled)
    return settled.length > 0 ? { ...rest, settled } : rest
  })
  return { ...layer, changes }
}

/** What was chosen about a definition, in its patch and as a whole. */
export function settledIn({ settled = [], patch }: LayerChange): readonly SettledChoice[] {
  return [...settled, ...(patch?.settled ?? [])]
}

function settledPatch(patch: NonNullable<LayerChange['patch']>, settled: readonly SettledChoice[]) {
  const { settled: _, ...rest } = patch
  return settled.length > 0 ? { ...rest, settled } : rest
}
