import type { Finding } from '#findings'
import type { Bundle, Definitions, Layer, Release, ReleasedBundle } from './bundle.ts'
import { type CrossCheckOptions, crossCheck } from './cross-check.ts'
import { deepFreeze } from './deep-freeze.ts'
import { definitionKey, definitionKinds, definitionPath } from './definition-path.ts'
import { definitionsOf, emptyDefinitions, putDefinition } from './definition-tables.ts'
import { digestOf } from './digest.ts'
import { hasErrors, problem } from './finding.ts'
import { addLocks, type Laid, layOver } from './lay-over.ts'
import { layerOfBundle, withTexts } from './layer-of-bundle.ts'
import { country, liesIn } from './region.ts'
import { inOrderOfRequirement } from './required-bundles.ts'

export interface ResolveOptions extends CrossCheckOptions {
  /** Whether there is such a region; a layer for any other is refused. Unchecked where left out. */
  readonly isRegion?: (code: string) => boolean
}

/**
 * Puts together what a region runs: the definitions of the modules, changed by the layers in the order of the region
 * tree (the wider region first) and checked as a whole. Of the bundles that are layers, those for regions that contain
 * `region` take part, those of a region before its own entry in `layers`. With an error there is no release.
 *
 * The same bundles and layers give the same digest, in whatever order the bundles come. Work is shared with what was
 * resolved before, as long as the same `Bundle` objects are given: it grows with distinct layers, not with regions.
 */
export async function resolveRelease(
  region: string,
  bundles: readonly Bundle[],
  layers: readonly Layer[],
  options: ResolveOptions = {},
): Promise<{ release?: Release; findings: Finding[] }> {
  const { modules, findings } = usable(bundles, options)
  if (hasErrors(findings)) return { findings }
  const resolved = await resolveLayers(region, bundles, modules, layersFor(region, bundles, layers), options)
  return { ...resolved, findings: [...findings, ...resolved.findings] }
}

/** The modules in the order in which they are put together, and what is wrong with the bundles among each other. */
export function usable(
  bundles: readonly Bundle[],
  options: ResolveOptions = {},
): { readonly modules: readonly Bundle[]; readonly findings: Finding[] } {
  const { bundles: ordered, findings } = inOrderOfRequirement(bundles)
  const modules = ordered.filter(({ manifest }) => manifest.kind === 'module')
  return { modules, findings: [...findings, ...unknownRegions(ordered, options)] }
}

/** The release of modules with exactly these layers over them, in this order. */
async function resolveLayers(
  region: string,
  bundles: readonly Bundle[],
  modules: readonly Bundle[],
  layers: readonly Layer[],
  options: ResolveOptions,
): Promise<{ release?: Release; findings: Finding[] }> {
  const laid = await laidOver(modules, layers)
  const findings = [...laid.findings]
  if (hasErrors(findings)) return { findings }
  findings.push(...(await checkedOnce(laid, options)))
  if (hasErrors(findings)) return { findings }

  const packed = layers.flatMap(({ bundle }) => bundles.filter(({ manifest }) => manifest.id === bundle?.id))
  const content = { region, bundles: [...modules, ...packed].map(released), origin: laid.origin }
  const digest = namingDigest(content, laid)
  return { release: deepFreeze({ digest, ...content, ...laid.tables }), findings }
}

async function laidOver(modules: readonly Bundle[], layers: readonly Layer[]): Promise<Laid> {
  let laid = await laidModules(modules)
  for (const layer of layers) laid = await layOver(laid, layer)
  return laid
}

/**
 * The layers among the bundles that are for regions containing `region`, and those given, the wider region first; of one
 * region in the order of requirement, then as given. One given that names a bundle takes the place of that bundle's.
 */
export function layersFor(region: string, bundles: readonly Bundle[], layers: readonly Layer[]): Layer[] {
  const width = (layer: Layer) => (layer.region === country ? 0 : layer.region.length)
  const packed = inOrderOfRequirement(bundles)
    .bundles.filter(({ manifest }) => manifest.kind === 'layer' && liesIn(manifest.region ?? '', region))
    .map((bundle) => layers.find((layer) => layer.bundle?.id === bundle.manifest.id) ?? layerOfBundle(bundle))
  const own = layers.filter(({ bundle }) => !bundle)
  return [...packed, ...own].sort((left, right) => width(left) - width(right))
}

function released({ manifest: { id, version, title, kind, region, pinning } }: Bundle): ReleasedBundle {
  return { id, version, title, ...(kind === 'layer' && { region }), ...(pinning && { pinning }) }
}

interface Node {
  readonly next: WeakMap<Bundle, Node>
  laid?: Promise<Laid>
}

const modulesBefore: Node = { next: new WeakMap() }

/** The modules alone, put together once for the same ones. */
export function laidModules(modules: readonly Bundle[]): Promise<Laid> {
  let node = modulesBefore
  for (const bundle of modules) {
    const next: Node = node.next.get(bundle) ?? { next: new WeakMap() }
    node.next.set(bundle, next)
    node = next
  }
  node.laid ??= putTogether(modules)
  return node.laid
}

async function putTogether(modules: readonly Bundle[]): Promise<Laid> {
  const tables = emptyDefinitions()
  const origin: Record<string, string> = Object.create(null)
  const locks = new Map<string, readonly string[]>()
  const findings: Finding[] = []
  for (const bundle of modules) {
    for (const kind of definitionKinds) {
      for (const [id, definition] of Object.entries<Definition>(definitionsOf(bundle, kind))) {
        const key = definitionKey(kind, id)
        const other = origin[key]
        if (other !== undefined) findings.push(taken(definitionPath(kind, id), id, bundle.manifest.id, other))
        else putDefinition(tables, kind, definition)
        origin[key] ??= bundle.manifest.id
      }
    }
    for (const [key, nodes] of Object.entries(bundle.manifest.locks ?? {})) {
      if (Object.hasOwn(origin, key)) addLocks(locks, key, nodes)
      else findings.push(lockOnNothing(bundle.manifest.id, key))
    }
  }
  const unworded: Laid = deepFreeze({ tables, origin, locks: new Map(), findings })
  const texts = withTexts(
    [],
    modules.flatMap(({ translations }) => translations),
  )
  const worded = texts.length > 0 ? await layOver(unworded, { region: country, changes: texts }) : unworded
  return { ...worded, locks }
}

type Definition = Parameters<typeof putDefinition>[2]

interface Checked {
  readonly options: readonly unknown[]
  readonly findings: Promise<Finding[]>
}

const checkedBefore = new WeakMap<Laid, Checked>()

function checkedOnce(laid: Laid, options: ResolveOptions): Promise<Finding[]> {
  const key = [options.calendar, options.jobTypes?.join(' ')]
  const known = checkedBefore.get(laid)
  if (known && key.every((entry, at) => entry === known.options[at])) return known.findings
  const findings = crossCheck(laid.tables, options)
  checkedBefore.set(laid, { options: key, findings })
  return findings
}

/** The digest that a release must have, by what it holds; it comes from a store or a file. */
export function releaseDigest(release: Release): string {
  return namingDigest(release, { tables: release, origin: release.origin })
}

function namingDigest({ region, bundles }: Pick<Release, 'region' | 'bundles'>, content: Content): string {
  return digestOf({ region, bundles, definitions: definitionsDigest(content) })
}

interface Content {
  readonly tables: Definitions
  readonly origin: Release['origin']
}

const digestsBefore = new WeakMap<object, string>()

/** Names the definitions and where they come from; regions that have the same share it. */
function definitionsDigest({ tables, origin }: Content): string {
  return remembered(tables, () =>
    digestOf([
      origin,
      ...definitionKinds.map((kind) =>
        Object.entries<object>(definitionsOf(tables, kind))
          .map(([id, definition]) => [id, remembered(definition, () => digestOf(definition))] as const)
          .sort(([left], [right]) => (left < right ? -1 : 1)),
      ),
    ]),
  )
}

function remembered(of: object, make: () => string): string {
  const digest = digestsBefore.get(of) ?? make()
  digestsBefore.set(of, digest)
  return digest
}

function unknownRegions(bundles: readonly Bundle[], { isRegion }: ResolveOptions): Finding[] {
  return bundles.flatMap(({ manifest: { id, region } }) =>
    region === undefined || region === country || !isRegion || isRegion(region) ? [] : [unknownRegion(id, region)],
  )
}

function taken(file: string, id: string, bundle: string, other: string): Finding {
  return problem(
    'definition-twice',
    { file, node: id },
    [`“${id}”在定义包“${other}”和“${bundle}”中都有`, `"${id}" is in the bundles "${other}" and "${bundle}"`],
    ['请在其中一个定义包中改用不同的编号', 'Give it another id in one of them'],
  )
}

function unknownRegion(bundle: string, region: string): Finding {
  return problem(
    'layer-region-unknown',
    { file: 'bundle.json', node: bundle },
    [
      `层“${bundle}”适用于区域“${region}”，但没有这个区域`,
      `The layer "${bundle}" is for the region "${region}", which does not exist`,
    ],
    ['请改正 region，或先添加该区域', 'Correct its region, or add that region first'],
  )
}

function lockOnNothing(bundle: string, key: string): Finding {
  return problem(
    'lock-definition-missing',
    { file: 'bundle.json', node: key },
    [`定义包“${bundle}”锁定了不存在的“${key}”`, `The bundle "${bundle}" locks "${key}", which does not exist`],
    ['请改正 locks', 'Correct its "locks"'],
  )
}
