import {
  type Bundle,
  carryLayers,
  checkScenarios,
  compileRelease,
  hasErrors,
  type Layer,
  type LayerChange,
  type LayerConflict,
  layerName,
  layerOfBundle,
  type Release,
  resolveRelease,
  scenariosFor,
} from '#definitions'
import type { Finding } from '#findings'
import { chineseCalendar } from '../calendar/chinese-calendar.ts'
import { type ProcessStart, startsIn } from '../execution/start-triggers.ts'
import type { Db } from '../store/store.ts'
import { notCarriedOutIn } from './carried-out.ts'
import { type Draft, draftedLayer } from './drafted-layer.ts'
import { installedBundles } from './installed-bundles.ts'
import { layersAbove, layersOfInstalled, type StoredLayer, sourceOf } from './region-layers.ts'

export interface ResolveRegion {
  /** In place of those that are installed. */
  readonly bundles?: readonly Bundle[]
  readonly jobTypes?: readonly string[]
  /** What publishing these would give. */
  readonly drafts?: readonly Draft[]
  /** Layers of regions as they would be, in place of those that are published. */
  readonly instead?: ReadonlyMap<string, readonly LayerChange[]>
  /** Whether the scenarios of all bundles are played on the result. */
  readonly scenarios?: boolean
  /** When the result is put in force, where it is to be. */
  readonly at?: number
}

export interface RegionResolved {
  /** Missing where there are errors. */
  readonly release?: Release
  /** What begins cases of the release by itself, where `at` was said and nothing is wrong with it. */
  readonly starts?: readonly ProcessStart[]
  readonly findings: readonly Finding[]
  /** Of the layers that are settled in this region; what lies below holds there. */
  readonly conflicts: readonly LayerConflict[]
  /** The region's own layer, carried over to what lies below it now, with the drafts. */
  readonly changes: readonly LayerChange[]
  /** The layers of bundles that are settled in this region, carried too. */
  readonly carried: readonly StoredLayer[]
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
  published: readonly StoredLayer[],
  { jobTypes, drafts = [], instead = new Map(), scenarios = false, at }: Omit<ResolveRegion, 'bundles'>,
): Promise<RegionResolved> {
  const stored = layersOfInstalled(bundles, published).filter((layer) => layer.bundle || !instead.has(layer.region))
  const replaced = [...instead]
    .filter(([of]) => region.startsWith(of))
    .map(([of, changes]) => ({ region: of, settledIn: of, changes }))
  const given = [...stored, ...replaced]
  const carried = await carryLayers(region, bundles, given)
  const own = carried.layers.find((layer) => isOwn(layer, region))?.changes ?? []
  const drafted = await draftedLayer(carried.beneath, own, drafts)

  const others = carried.layers.filter((layer) => !isOwn(layer, region))
  const layers = drafted.changes.length > 0 ? [...others, { region, changes: drafted.changes }] : others
  const resolved = await resolveRelease(region, bundles, layers, { jobTypes, calendar: chineseCalendar })
  const { release } = resolved
  const settledIn = (name: string) => given.find((layer) => layerName(layer) === name)?.settledIn ?? region
  const elsewhere = carried.conflicts.map(({ layer }) => settledIn(layer)).filter((place) => place !== region)
  const findings = [
    ...[...new Set(elsewhere)].map(upperWaits),
    ...carried.findings,
    ...drafted.findings,
    ...resolved.findings,
    ...(release ? await notCarriedOutIn(release) : []),
  ]
  const outcome = {
    conflicts: carried.conflicts.filter(({ layer }) => settledIn(layer) === region),
    changes: drafted.changes,
    carried: others.flatMap((layer) =>
      layer.bundle && settledIn(layerName(layer)) === region ? storedLayer(region, bundles, layer) : [],
    ),
  }
  if (!release || hasErrors(findings) || !scenarios) {
    return { ...outcome, findings, ...(release && !hasErrors(findings) && { release }) }
  }
  const compiled = await compileRelease(release, { calendar: chineseCalendar })
  const failures = await checkScenarios(compiled, scenariosFor(bundles, release))
  const all = [...findings, ...failures]
  if (hasErrors(all)) return { ...outcome, findings: all }
  return { ...outcome, findings: all, release, ...(at !== undefined && { starts: startsIn(compiled, at) }) }
}

function isOwn({ region: of, bundle }: Layer, region: string): boolean {
  return of === region && !bundle
}

function storedLayer(region: string, bundles: readonly Bundle[], layer: Layer): StoredLayer[] {
  const installed = bundles.find(({ manifest }) => manifest.id === layer.bundle?.id)
  return installed ? [{ ...layer, settledIn: region, source: sourceOf(layerOfBundle(installed)) }] : []
}

/** A code that says: what lies in a region cannot follow before the region has. */
export const upperWaitsCode = 'upgrade-waits-above'

function upperWaits(region: string): Finding {
  return {
    severity: 'error',
    code: upperWaitsCode,
    node: region,
    message: {
      'zh-CN': `上级区域（${region}）的更新有冲突，尚待那里的管理员决定`,
      en: `The region above (${region}) has conflicts of an upgrade that its administrators have yet to settle`,
    },
    remedy: {
      'zh-CN': '请等上级处理完；本级随后自动更新',
      en: 'Wait until they have; this region then follows by itself',
    },
  }
}
