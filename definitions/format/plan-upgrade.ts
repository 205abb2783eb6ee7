import type { Finding } from '#findings'
import type { Bundle, Layer, Release } from './bundle.ts'
import { carryLayers, type LayerChoices, type LayerConflict, layersMadeOn } from './carry-layers.ts'
import { canonicalJson } from './digest.ts'
import { hasErrors } from './finding.ts'
import { layerName } from './layer-name.ts'
import { layersFor, type ResolveOptions, resolveRelease, usable } from './resolve-release.ts'

/** What a region is made of. */
export interface Parts {
  readonly bundles: readonly Bundle[]
  /** Those of the region and of the regions that contain it; bundles that are layers come by themselves. */
  readonly layers: readonly Layer[]
}

export interface UpgradePlan {
  /** All layers as they will be stored, those of bundles among them, the wider region first. */
  readonly layers: readonly Layer[]
  /** What people must choose first; what lies below holds there meanwhile. */
  readonly conflicts: readonly LayerConflict[]
  /** What the region would run; missing where it does not resolve. */
  readonly release?: Release
  readonly findings: readonly Finding[]
}

export interface UpgradeOptions extends ResolveOptions {
  /** What was chosen, by layer (bundle id, or `region:CODE`), then by definition and conflict. */
  readonly choices?: ReadonlyMap<string, LayerChoices>
}

/**
 * What becomes of a region when what it is made of changes from `before` to `now`: other versions of bundles, an edited
 * layer of a wider region. Each layer that is the same in both is carried over to what lies below it now; a layer that
 * was edited or is new is taken as it is. Nothing is stored: asked again with choices, it says what is left to choose.
 */
export async function planUpgrade(
  region: string,
  before: Parts,
  now: Parts,
  { choices, ...options }: UpgradeOptions = {},
): Promise<UpgradePlan> {
  const { findings } = usable(now.bundles, options)
  if (hasErrors(findings)) return { layers: now.layers, conflicts: [], findings }
  const old = layersFor(region, before.bundles, before.layers)
  const made = await layersMadeOn(region, before.bundles, before.layers)
  const given = layersFor(region, now.bundles, now.layers).flatMap((layer) => {
    const at = old.findIndex((other) => isSame(other, layer))
    return at >= 0 ? made[at]! : layer.bundle ? [] : [layer]
  })
  const carried = await carryLayers(region, now.bundles, given, { choices })
  const { release, findings: found } = await resolveRelease(region, now.bundles, carried.layers, options)
  return { ...carried, release, findings: [...carried.findings, ...found] }
}

function isSame(left: Layer, right: Layer): boolean {
  return left === right || (layerName(left) === layerName(right) && canonicalJson(left) === canonicalJson(right))
}
