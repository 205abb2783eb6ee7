import type { Bundle, Release, Scenario } from '../bundle.ts'
import type { SettingValue } from '../setting.ts'

type Source = Pick<Bundle, 'manifest' | 'scenarios' | 'settings' | 'patches'>

/**
 * The scenarios that a release must pass, of its bundles in their order. A layer that changes how a process goes brings
 * a scenario of the same id and process, which takes the place of the one below. Each plays with the settings as its own
 * bundle knows them, unless it states others: a region that chooses another limit fails no test of what ships.
 */
export function scenariosFor(
  bundles: readonly Source[],
  release: Pick<Release, 'bundles' | 'settings'>,
): readonly Scenario[] {
  const byId = new Map(bundles.map((bundle) => [bundle.manifest.id, bundle]))
  const taken = new Map<string, Scenario>()
  const known: Record<string, SettingValue> = {}
  for (const { id } of release.bundles) {
    const bundle = byId.get(id)
    if (!bundle) continue
    for (const [setting, value] of valuesSetBy(bundle))
      if (Object.hasOwn(release.settings, setting)) known[setting] = value
    for (const scenario of Object.values(bundle.scenarios)) {
      const name = `${scenario.process} ${scenario.id}`
      const key = bundle.manifest.kind === 'layer' || !taken.has(name) ? name : `${id} ${name}`
      taken.set(key, { ...scenario, settings: { ...known, ...scenario.settings } })
    }
  }
  return [...taken.values()]
}

/** What a bundle declares, and what a layer sets. */
function valuesSetBy({ settings, patches }: Source): (readonly [id: string, value: SettingValue])[] {
  const declared = Object.values(settings).map(({ id, value }) => [id, value] as const)
  const set = Object.entries(patches).flatMap(([definition, { changes }]) => {
    const id = definition.startsWith('setting/') ? definition.slice('setting/'.length) : undefined
    return changes.flatMap((change) =>
      id !== undefined && change.op === 'set' && change.property === 'value'
        ? [[id, change.value as SettingValue] as const]
        : [],
    )
  })
  return [...declared, ...set]
}
