import type { Finding } from '#findings'
import type { BundleManifest } from './bundle.ts'
import { isBundleId } from './identifier.ts'
import { pinningShape } from './pinning.ts'
import { isRegionCode } from './region.ts'
import {
  isObject,
  list,
  matching,
  object,
  oneOf,
  readShape,
  record,
  type Shape,
  schemaReference,
  shapeOf,
  text,
  unreserved,
  where,
  words,
} from './shape.ts'
import { isVersion, isVersionRange, rangePattern, versionPattern } from './version.ts'

/** Reads `bundle.json`. */
export function readManifest(json: unknown): { readonly manifest?: BundleManifest; readonly findings: Finding[] } {
  const { value: manifest, findings } = readShape<BundleManifest>(manifestShape, json)
  return { manifest, findings }
}

const idWords = ['由小写字母、数字、连字符组成的编号', 'an id of lower-case letters, digits and hyphens'] as const

const bundleId: Shape = unreserved(
  where(isBundleId, idWords, { type: 'string', pattern: '^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$', maxLength: 100 }),
  idWords,
)

const requires: Shape = record(
  bundleId,
  where(isVersionRange, ['形如 ^1.0.0 的版本范围', 'a version range such as ^1.0.0'], {
    type: 'string',
    anyOf: [{ const: '*' }, { pattern: rangePattern.source }],
  }),
)

const region: Shape = where(
  isRegionCode,
  ['区域代码：CN，或 2、4、6、9、12、15 位数字', 'a region code: CN, or 2, 4, 6, 9, 12 or 15 digits'],
  { type: 'string', pattern: String.raw`^(?:CN|\d{2}|\d{4}|\d{6}|\d{9}|\d{12}|\d{15})$` },
)

/** Nodes by definition: `{ "form/rental-inspection": ["address"] }`. */
const locks: Shape = record(
  matching(/^[a-zA-Z]+\/\S+$/u, 200, [
    '“种类/编号”，如 form/rental-inspection',
    'KIND/ID, e.g. form/rental-inspection',
  ]),
  list(text(1000), 10_000, 1),
)

const mandatory = {
  id: bundleId,
  version: where(isVersion, ['形如 1.0.0 的版本号', 'a version such as 1.0.0'], {
    type: 'string',
    pattern: versionPattern.source,
  }),
  title: words,
}

const optional = {
  ...schemaReference,
  description: words,
  author: text(200),
  released: matching(/^\d{4}-\d{2}-\d{2}$/u, 10, ['形如 2026-01-31 的日期', 'a day such as 2026-01-31']),
  locks,
}

const moduleShape: Shape = object(
  { ...mandatory, kind: oneOf(['module']) },
  { ...optional, requires, region, pinning: pinningShape },
)

/** A layer says what it adapts, and for whom. */
const layerShape: Shape = object({ ...mandatory, kind: oneOf(['layer']), requires, region }, optional)

const kind = object({ kind: oneOf(['module', 'layer']) })

export const manifestShape: Shape = shapeOf({ oneOf: [moduleShape.schema, layerShape.schema] }, (value, at) => {
  if (isObject(value) && Object.hasOwn(value, 'kind') && value.kind === 'layer') return layerShape(value, at)
  return isObject(value) && Object.hasOwn(value, 'kind') && value.kind === 'module'
    ? moduleShape(value, at)
    : [
        ...kind(isObject(value) ? { kind: value.kind } : value, at),
        ...moduleShape(value, at).filter((found) => found.at !== `${at}/kind`),
      ]
})
