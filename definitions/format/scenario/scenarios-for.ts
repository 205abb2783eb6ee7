import type { Bundle, Scenario } from '../bundle.ts'

/**
 * The scenarios that a release must pass, of its bundles in their order. A layer that changes how a process goes brings
 * a scenario of the same id and process, which takes the place of the one below.
 */
export function scenariosFor(
  bundles: readonly Pick<Bundle, 'manifest' | 'scenarios'>[],
  release: { readonly bundles: readonly { readonly id: string }[] },
): readonly Scenario[] {
  const byId = new Map(bundles.map((bundle) => [bundle.manifest.id, bundle]))
  const taken = new Map<string, Scenario>()
  for (const { id } of release.bundles) {
    const bundle = byId.get(id)
    for (const scenario of Object.values(bundle?.scenarios ?? {})) {
      const name = `${scenario.process} ${scenario.id}`
      const key = bundle?.manifest.kind === 'layer' || !taken.has(name) ? name : `${id} ${name}`
      taken.set(key, scenario)
    }
  }
  return [...taken.values()]
}
