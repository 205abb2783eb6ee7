import type { Finding } from '#findings'
import type { BundleManifest } from './bundle.ts'
import { isBundleId } from './identifier.ts'
import { isObject, object, record, type Shape, shapeFindings, where, words } from './shape.ts'
import { isVersion, isVersionRange } from './version.ts'

/** Reads `bundle.json`. */
export function readManifest(json: unknown): { readonly manifest?: BundleManifest; readonly findings: Finding[] } {
  const findings = shapeFindings(isLayer(json) ? layer : manifest, json)
  return isManifest(json, findings) ? { manifest: json, findings } : { findings }
}

function isLayer(json: unknown): boolean {
  return isObject(json) && json.kind === 'layer'
}

function isManifest(_json: unknown, findings: readonly Finding[]): _json is BundleManifest {
  return findings.length === 0
}

const mandatory = {
  id: where(isBundleId, ['由小写字母、数字、连字符组成的编号', 'an id of lower-case letters, digits and hyphens']),
  version: where(isVersion, ['形如 1.0.0 的版本号', 'a version such as 1.0.0']),
  title: words,
  kind: where((kind) => kind === 'module' || kind === 'layer', ['"module" 或 "layer"', '"module" or "layer"']),
}

const requires: Shape = record(
  isBundleId,
  where(isVersionRange, ['形如 ^1.0.0 的版本范围', 'a version range such as ^1.0.0']),
)

const region: Shape = where(
  (code) => typeof code === 'string' && /^\d{2,15}$/.test(code),
  ['2 到 15 位区域代码', 'a region code of 2 to 15 digits'],
)

const manifest: Shape = object(mandatory, { description: words, requires, region })

/** A layer says what it adapts, and for whom. */
const layer: Shape = object({ ...mandatory, requires, region }, { description: words })
