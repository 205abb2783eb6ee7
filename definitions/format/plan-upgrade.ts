import type { Finding } from '#findings'
import type { Bundle, Layer, Release } from './bundle.ts'
import { canonicalJson } from './digest.ts'
import { hasErrors } from './finding.ts'
import { laidOver, layersFor, type ResolveOptions, resolveLayers, usable } from './resolve-release.ts'
import { type LayerChoices, type UpgradeConflict, upgradeLayer } from './upgrade-layer.ts'

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
  readonly conflicts: readonly UpgradeConflict[]
  /** What the region would run; missing where it does not resolve. */
  readonly release?: Release
  readonly findings: readonly Finding[]
}

export interface UpgradeOptions extends ResolveOptions {
  /** What was chosen, by layer (`region:CODE` or bundle id), then by definition and conflict. */
  readonly choices?: ReadonlyMap<string, LayerChoices>
}

/** Names a layer among those of a region. */
export function layerName({ region, bundle }: Layer): string {
  return bundle?.id ?? `region:${region}`
}

/**
 * What becomes of a region when what it is made of changes from `before` to `now`: other versions of bundles, an edited
 * layer of a wider region. Each layer that is the same in both is carried over to what lies below it now, the wider
 * ones first; a layer that was edited or is new is taken as it is. What a wider layer has yet to choose is not asked of a
 * narrower one. Nothing is stored: asked again with choices, it says
 * what is left to choose.
 */
export async function planUpgrade(
  region: string,
  before: Parts,
  now: Parts,
  options: UpgradeOptions = {},
): Promise<UpgradePlan> {
  const { modules, findings } = usable(now.bundles, options)
  const { modules: oldModules } = usable(before.bundles)
  if (hasErrors(findings)) return { layers: now.layers, conflicts: [], findings }

  const old = layersFor(region, before.bundles, before.layers)
  const conflicts: UpgradeConflict[] = []
  const upgraded: Layer[] = []
  for (const layer of layersFor(region, now.bundles, now.layers)) {
    const at = old.findIndex((other) => isSame(other, layer))
    if (at < 0) {
      upgraded.push(layer)
      continue
    }
    const laid = await Promise.all([laidOver(oldModules, old.slice(0, at)), laidOver(modules, upgraded)])
    const carried = await upgradeLayer(layer, ...laid, options.choices?.get(layerName(layer)))
    upgraded.push(carried.layer)
    conflicts.push(...carried.conflicts.filter((conflict) => !isOpen(conflicts, conflict)))
    findings.push(...carried.findings)
  }
  const { release, findings: found } = await resolveLayers(region, now.bundles, modules, upgraded, options)
  return { layers: upgraded, conflicts, release, findings: [...findings, ...found] }
}

function isOpen(above: readonly UpgradeConflict[], { definition, node, property }: UpgradeConflict): boolean {
  return above.some(
    (other) =>
      other.definition.kind === definition.kind &&
      other.definition.id === definition.id &&
      other.node === node &&
      other.property === property,
  )
}

function isSame(left: Layer, right: Layer): boolean {
  return left === right || (layerName(left) === layerName(right) && canonicalJson(left) === canonicalJson(right))
}
