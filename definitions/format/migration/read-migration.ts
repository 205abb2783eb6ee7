import type { Finding } from '#findings'
import { problem } from '../finding.ts'
import { isBundleId, isIdentifier } from '../identifier.ts'
import {
  anything,
  identifier,
  isObject,
  list,
  object,
  record,
  type Shape,
  shapeFindings,
  text,
  where,
  words,
} from '../shape.ts'
import { isVersionRange } from '../version.ts'
import type { Migration } from './migration.ts'

const most = { processes: 100, fields: 500, parts: 20 } as const

/** Reads `migrations/ID.migration.json`. What it says is compared with the versions by `checkMigration`. */
export function readMigration(json: unknown): { readonly migration?: Migration; readonly findings: Finding[] } {
  const findings = shapeFindings(migration, json)
  if (findings.length > 0) return { findings }
  const read = json as Migration
  const twice = twiceIn(read)
  return twice.length > 0 ? { findings: twice } : { migration: read, findings: [] }
}

const range: Shape = where(isVersionRange, ['形如 ^1.0.0 的版本范围', 'a version range such as ^1.0.0'])
const bundleId: Shape = where(isBundleId, ['定义包的编号', 'the id of a bundle'])
const separator: Shape = where(
  (value) => typeof value === 'string' && value.length <= 20,
  ['最多 20 个字的分隔文字', 'a separator of at most 20 characters'],
)

const steps: Readonly<Record<string, Shape>> = {
  rename: object({ id: identifier, kind: anything, field: identifier, to: identifier }),
  split: object({
    id: identifier,
    kind: anything,
    field: identifier,
    by: where(
      (value) => typeof value === 'string' && value !== '' && value.length <= 20,
      ['1 到 20 个字的分隔文字', 'a separator of 1 to 20 characters'],
    ),
    into: list(identifier, most.parts),
  }),
  join: object({ id: identifier, kind: anything, fields: list(identifier, most.parts), by: separator, to: identifier }),
  default: object({ id: identifier, kind: anything, field: identifier, value: anything }),
  set: object({ id: identifier, kind: anything, field: identifier, expression: text(5000) }),
  remove: object({ id: identifier, kind: anything, field: identifier }),
}

const step: Shape = (value, at) => {
  const kind = isObject(value) && typeof value.kind === 'string' ? value.kind : ''
  const shape = Object.hasOwn(steps, kind) ? steps[kind] : undefined
  if (shape) return shape(value, at)
  const kinds = Object.keys(steps).join(', ')
  return [{ at: `${at}/kind`, expected: [`以下之一：${kinds}`, `one of ${kinds}`] }]
}

const migration: Shape = object(
  {
    id: identifier,
    title: words,
    processes: list(
      object({ process: identifier }, { elements: record(isIdentifier, identifier), fields: list(step, most.fields) }),
      most.processes,
    ),
  },
  { bundle: bundleId, from: range, to: range },
)

function twiceIn({ processes }: Migration): Finding[] {
  const ids = [
    ...processes.map(({ process }) => process),
    ...processes.flatMap(({ process, fields = [] }) => fields.map(({ id }) => `${process}/${id}`)),
  ]
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at)
  return [...new Set(twice)].map((id) =>
    problem(
      'migration-twice',
      { node: id },
      [`“${id}”在迁移中出现了两次`, `"${id}" stands twice in the migration`],
      ['请合并为一项，或改用不同的编号', 'Make one of them, or give them different ids'],
    ),
  )
}
