import type { Bundle, Layer, LayerChange } from './bundle.ts'
import { definitionKey, definitionKinds, definitionOfKey } from './definition-path.ts'
import { definitionsOf } from './definition-tables.ts'
import { definitionText } from './definition-text.ts'
import type { Translation } from './translation.ts'

const layers = new WeakMap<Bundle, Layer>()

/** What a bundle of kind `layer` lays over those it requires: its own definitions, patches, and texts. */
export function layerOfBundle(bundle: Bundle): Layer {
  const known = layers.get(bundle)
  if (known) return known
  const { id, version, title, region = '', author, released } = bundle.manifest
  const signed = (change: LayerChange): LayerChange => ({
    ...change,
    ...(author !== undefined && { by: author }),
    ...(released !== undefined && { at: released }),
  })
  const whole = definitionKinds.flatMap((kind) =>
    Object.values<Parameters<typeof definitionText>[0]>(definitionsOf(bundle, kind)).map((definition) =>
      signed({ kind, id: definition.id, content: definitionText(definition) }),
    ),
  )
  const patched = Object.entries(bundle.patches).flatMap(([key, patch]) => {
    const place = definitionOfKey(key)
    return place ? [signed({ ...place, content: '', patch })] : []
  })
  const changes = withTexts([...whole, ...patched], bundle.translations).map((change) =>
    change.texts ? signed(change) : change,
  )
  const layer = { region, changes, bundle: { id, version, title } }
  layers.set(bundle, layer)
  return layer
}

/** The changes, with the texts of translations; a definition that has nothing but texts gets a change of its own. */
export function withTexts(changes: readonly LayerChange[], translations: readonly Translation[]): LayerChange[] {
  const byKey = new Map(changes.map((change) => [definitionKey(change.kind, change.id), change]))
  for (const { locale, texts } of translations) {
    for (const [key, nodes] of Object.entries(texts)) {
      const place = definitionOfKey(key)
      if (!place) continue
      const change = byKey.get(key) ?? { ...place, content: '', patch: { changes: [] } }
      byKey.set(key, { ...change, texts: [...(change.texts ?? []), { locale, nodes }] })
    }
  }
  return [...byKey.values()]
}
