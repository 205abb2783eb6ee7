import {
  type Bundle,
  carryLayers,
  type Definitions,
  definitionKey,
  definitionsOf,
  definitionText,
  explain,
  type Layer,
  lockedNodes,
  type Origin,
  textIn,
  treeOfDefinition,
} from '#definitions'
import type { LocalizedText } from '#findings'
import type { Beneath, Explanation, RegionSetting, Origin as ShownOrigin } from '#runtime/api'
import { iso } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Regions } from '../regions/regions.ts'
import { installedBundles } from '../releases/installed-bundles.ts'
import { layersAbove } from '../releases/region-layers.ts'
import { bundleOf } from './bundle-of.ts'
import type { NamedDefinition } from './definitions.ts'

/** A definition as it lies beneath what the region itself changed. */
export function beneathDefinition({ store }: Deps) {
  return async ({ region, kind, id }: NamedDefinition): Promise<Beneath> => {
    const [bundles, layers] = await Promise.all([installedBundles(store.db), layersAbove(store.db, region)])
    const { beneath } = await carryLayers(region, bundles, layers)
    const content = textIn(beneath, kind, id)
    if (content === undefined) return { locked: [] }
    const { tree } = await treeOfDefinition(kind, content)
    const listed = beneath.locks.get(definitionKey(kind, id)) ?? []
    return { content, locked: [...new Set([...listed, ...(tree ? lockedNodes(tree) : [])])] }
  }
}

/** Why a node of what is published is as it is; nothing where there is no such node. */
export function explainNode({ store, regions }: Deps) {
  return async (asked: NamedDefinition & { readonly node: string }): Promise<{ explanation?: Explanation }> => {
    const { region, kind, id, node } = asked
    const [bundles, layers] = await Promise.all([installedBundles(store.db), layersAbove(store.db, region)])
    const told = await explain({ region, bundles, layers, kind, id, node })
    if (!told) return {}
    const { added, values, place, locked, title } = told
    const show = await originsShown(regions, layersOf(bundles, layers))
    return {
      explanation: {
        node,
        title,
        added: show(added),
        values: values.map((value) => ({
          property: value.property,
          title: value.title,
          value: value.value,
          from: show(value.from),
          before: value.before.map((was) => ({ ...given(was.value), from: show(was.from) })),
        })),
        ...(place && { placedBy: show(place.from) }),
        ...(locked && { locked: show(locked) }),
      },
    }
  }
}

/** The settings of a region, published and drafted, with where their values come from and what reads them. */
export function listSettings({ store, regions, releases }: Deps) {
  return async (region: string): Promise<readonly RegionSetting[]> => {
    const { db } = store
    const [{ release }, bundles, layers, drafts] = await Promise.all([
      releases.readyAt(region),
      installedBundles(db),
      layersAbove(db, region),
      db.selectFrom('draft').selectAll().where('region', '=', region).where('kind', '=', 'setting').execute(),
    ])
    const { beneath } = await carryLayers(region, bundles, layers)
    const show = await originsShown(regions, layersOf(bundles, layers))
    const readers = textsOf(release)
    return Promise.all(
      Object.values(definitionsOf(release, 'setting')).map(async (setting): Promise<RegionSetting> => {
        const { id } = setting
        const told = await explain({ region, bundles, layers, kind: 'setting', id, node: '/' })
        const value = told?.values.find(({ property }) => property === 'value')
        const below = textIn(beneath, 'setting', id)
        const draft = drafts.find((other) => other.definition_id === id)
        const bundle = bundleOf(release, definitionKey('setting', id))
        const reads = new RegExp(`settings\\s*\\.\\s*${id}(?![\\p{L}\\p{N}_])`, 'u')
        return {
          id,
          bundleTitle: bundle?.title ?? { 'zh-CN': '本区域', en: 'This region' },
          published: definitionText(setting),
          ...(below !== undefined && { beneath: below }),
          ...(draft && {
            draft: {
              content: draft.content,
              version: draft.version,
              by: draft.edited_by,
              at: iso(draft.edited_at),
            },
          }),
          values: value
            ? [
                { value: value.value, from: show(value.from) },
                ...value.before.map((was) => ({ ...given(was.value), from: show(was.from) })),
              ]
            : [],
          ...(told?.locked && { locked: show(told.locked) }),
          usedBy: readers
            .filter(({ text }) => reads.test(text))
            .map(({ kind, id: of, title }) => ({ kind, id: of, title })),
        }
      }),
    )
  }
}

interface Reader {
  readonly kind: 'process' | 'form' | 'decision'
  readonly id: string
  readonly title: LocalizedText
  readonly text: string
}

/** The texts of what may read settings. */
function textsOf(definitions: Definitions): readonly Reader[] {
  return (['process', 'form', 'decision'] as const).flatMap((kind) =>
    Object.values<Parameters<typeof definitionText>[0]>(definitionsOf(definitions, kind)).flatMap((definition) => {
      const text = definitionText(definition)
      return text.includes('settings') ? [{ kind, id: definition.id, title: definition.title, text }] : []
    }),
  )
}

function layersOf(bundles: readonly Bundle[], layers: readonly Layer[]): ReadonlySet<string> {
  return new Set([...bundles.flatMap(({ manifest }) => manifest.region ?? []), ...layers.map(({ region }) => region)])
}

async function originsShown(regions: Regions, codes: ReadonlySet<string>): Promise<(origin: Origin) => ShownOrigin> {
  const names = await regions.names(codes)
  return ({ region, ...origin }) => {
    const name = region === undefined ? undefined : names.get(region)
    return {
      ...origin,
      ...(region !== undefined && { region }),
      ...(name !== undefined && name !== region && { regionName: name }),
    }
  }
}

function given(value: unknown): { value?: unknown } {
  return value === undefined ? {} : { value }
}
