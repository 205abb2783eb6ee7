import {
  definitionKey,
  definitionPath,
  diffDefinition,
  type Json,
  type LayerChange,
  type Patch,
  patchDefinition,
  patchPath,
  rootId,
  settingValuesPath,
} from '#definitions'
import { formattedJson } from './edited-json.ts'

/**
 * The files by which the bundle of a layer says what it and the region on top of it change: patches, whole definitions of
 * its own, and the values of settings. `carried` is the layer as it was carried, `own` what the region changed over it.
 */
export async function layerFiles(
  carried: readonly LayerChange[],
  own: readonly LayerChange[],
): Promise<Map<string, string>> {
  const below = new Map(carried.map((change) => [definitionKey(change.kind, change.id), change]))
  const over = new Map(own.map((change) => [definitionKey(change.kind, change.id), change]))
  const files = new Map<string, string>()
  const values: Record<string, Json> = Object.create(null)
  for (const key of [...new Set([...below.keys(), ...over.keys()])].sort()) {
    const change = await together(below.get(key), over.get(key))
    const { kind, id, content, patch } = change
    // Settings that the layer declares stand in a file with others.
    if (!patch && kind === 'setting') continue
    if (!patch) files.set(definitionPath(kind, id), isXml(kind) ? content : formattedJson(JSON.parse(content)))
    else {
      const { left, value } = kind === 'setting' ? withoutValue(patch) : { left: patch, value: undefined }
      if (value !== undefined) values[id] = value
      if (left.changes.length > 0 || left.locks || left.settled) files.set(patchPath(kind, id), formattedJson(left))
    }
  }
  if (Object.keys(values).length > 0) files.set(settingValuesPath, formattedJson({ values: { ...values } }))
  return files
}

const isXml = (kind: LayerChange['kind']) => kind === 'process' || kind === 'decision'

/** What two changes of one definition come to, the one over the other. */
async function together(below: LayerChange | undefined, over: LayerChange | undefined): Promise<LayerChange> {
  if (!below || !over) return (over ?? below)!
  const { kind, id } = over
  const [lower, upper] = [below.patch, over.patch]
  if (!upper) return over
  const text = over.below ?? below.content
  const edited = (await patchDefinition(kind, text, upper)).content ?? text
  if (!lower || below.below === undefined) return { kind, id, content: edited }
  const { patch } = await diffDefinition(kind, below.below, edited)
  const known = new Map([...lower.changes, ...upper.changes].map((change) => [keyOf(change), change]))
  const changes = (patch?.changes ?? []).map((change) => {
    const { by, at } = known.get(keyOf(change)) ?? {}
    return { ...change, ...(by !== undefined && { by }), ...(at !== undefined && { at }) }
  })
  const locks = [...new Set([...(lower.locks ?? []), ...(upper.locks ?? [])])]
  const settled = [...(lower.settled ?? []), ...(upper.settled ?? [])]
  return {
    ...{ kind, id, content: '', below: below.below },
    patch: { changes, ...(locks.length > 0 && { locks }), ...(settled.length > 0 && { settled }) },
  }
}

function keyOf(change: Patch['changes'][number]): string {
  return `${change.op} ${change.node} ${'property' in change ? change.property : ''}`
}

/** The value that a patch of a setting sets, and what else it does. */
function withoutValue(patch: Patch): { readonly left: Patch; readonly value?: Json } {
  const isValue = (change: Patch['changes'][number]) =>
    change.op === 'set' && change.node === rootId && change.property === 'value'
  const set = patch.changes.findLast(isValue)
  const left = { ...patch, changes: patch.changes.filter((change) => !isValue(change)) }
  return set?.op === 'set' ? { left, value: set.value } : { left }
}
