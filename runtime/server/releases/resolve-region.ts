import {
  type Bundle,
  type Choice,
  type CompiledRelease,
  carryLayers,
  checkScenarios,
  compileRelease,
  hasErrors,
  type Layer,
  type LayerChange,
  type LayerConflict,
  type Release,
  resolveRelease,
  scenariosFor,
} from '#definitions'
import type { Finding } from '#findings'
import { chineseCalendar } from '../calendar/chinese-calendar.ts'
import type { Db } from '../store/store.ts'
import { notCarriedOutIn } from './carried-out.ts'
import { type Draft, draftedLayer } from './drafted-layer.ts'
import { installedBundles } from './installed-bundles.ts'
import { layersAbove } from './region-layers.ts'

export interface ResolveRegion {
  /** In place of those that are installed. */
  readonly bundles?: readonly Bundle[]
  readonly jobTypes?: readonly string[]
  /** What publishing these would give. */
  readonly drafts?: readonly Draft[]
  /** What a person chose where the region's layer and what lies below it changed the same. */
  readonly choices?: ReadonlyMap<string, ReadonlyMap<string, Choice>>
  /** Layers of regions as they would be, in place of those that are published. */
  readonly instead?: ReadonlyMap<string, readonly LayerChange[]>
  /** Whether the scenarios of all bundles are played on the result. */
  readonly scenarios?: boolean
}

export interface RegionResolved {
  /** Missing where there are errors. */
  readonly release?: Release
  readonly compiled?: CompiledRelease
  readonly findings: readonly Finding[]
  /** Of the region's own layer; what lies below holds there. */
  readonly conflicts: readonly LayerConflict[]
  /** The region's own layer, carried over to what lies below it now, with the drafts. */
  readonly changes: readonly LayerChange[]
}

/** What a region would run by what is installed and published now. */
export async function resolveRegion(db: Db, region: string, asked: ResolveRegion = {}): Promise<RegionResolved> {
  const bundles = asked.bundles ?? (await installedBundles(db))
  return resolveLayers(region, bundles, await layersAbove(db, region), asked)
}

/** The same of bundles and published layers that were read: the work that takes long. */
export async function resolveLayers(
  region: string,
  bundles: readonly Bundle[],
  published: readonly Layer[],
  { jobTypes, drafts = [], choices, instead = new Map(), scenarios = false }: Omit<ResolveRegion, 'bundles'>,
): Promise<RegionResolved> {
  const others = published.filter((layer) => !instead.has(layer.region))
  const replaced = [...instead]
    .filter(([of]) => region.startsWith(of))
    .map(([of, changes]) => ({ region: of, changes }))
  const carried = await carryLayers(region, bundles, [...others, ...replaced], { choices })
  const own = carried.layers.find((layer) => layer.region === region)?.changes ?? []
  const drafted = await draftedLayer(carried.beneath, own, drafts)

  const above = carried.layers.filter((layer) => layer.region !== region)
  const layers = drafted.changes.length > 0 ? [...above, { region, changes: drafted.changes }] : above
  const resolved = await resolveRelease(region, bundles, layers, { jobTypes, calendar: chineseCalendar })
  const { release } = resolved
  const findings = [
    ...carried.findings,
    ...drafted.findings,
    ...resolved.findings,
    ...(release ? await notCarriedOutIn(release) : []),
  ]
  const outcome = {
    conflicts: carried.conflicts.filter((conflict) => conflict.region === region),
    changes: drafted.changes,
  }
  if (!release || hasErrors(findings) || !scenarios) {
    return { ...outcome, findings, ...(release && !hasErrors(findings) && { release }) }
  }
  const compiled = await compileRelease(release, { calendar: chineseCalendar })
  const failures = checkScenarios(compiled, scenariosFor(bundles, release))
  const all = [...findings, ...failures]
  return { ...outcome, findings: all, ...(!hasErrors(all) && { release, compiled }) }
}
