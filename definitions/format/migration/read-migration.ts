import type { Finding } from '#findings'
import { problem } from '../finding.ts'
import { isBundleId } from '../identifier.ts'
import {
  anything,
  identifier,
  isObject,
  list,
  object,
  oneOf,
  readShape,
  record,
  type Shape,
  schemaReference,
  shapeOf,
  text,
  where,
  words,
} from '../shape.ts'
import { isVersionRange, rangePattern } from '../version.ts'
import type { FieldStep, Migration } from './migration.ts'

/** Reads `migrations/ID.migration.json`. What it says is compared with the versions by `checkMigration`. */
export function readMigration(json: unknown): { readonly migration?: Migration; readonly findings: Finding[] } {
  const { value: migration, findings } = readShape<Migration>(migrationShape, json)
  if (!migration) return { findings }
  const twice = twiceIn(migration)
  return twice.length > 0 ? { findings: twice } : { migration, findings: [] }
}

const range: Shape = where(isVersionRange, ['形如 ^1.0.0 的版本范围', 'a version range such as ^1.0.0'], {
  type: 'string',
  anyOf: [{ const: '*' }, { pattern: rangePattern.source }],
})

const bundleId: Shape = where(isBundleId, ['定义包的编号', 'the id of a bundle'], {
  type: 'string',
  pattern: '^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$',
  maxLength: 100,
})

function separator(minimum: 0 | 1): Shape {
  return where(
    (value) => typeof value === 'string' && value.length >= minimum && [...value].length <= 20,
    [`${minimum} 到 20 个字的分隔文字`, `a separator of ${minimum} to 20 characters`],
    { type: 'string', minLength: minimum, maxLength: 20 },
  )
}

const parts = list(identifier, 20, 1)
const kindOf = (kind: FieldStep['kind'], members: Readonly<Record<string, Shape>>) =>
  object({ id: identifier, kind: oneOf([kind]), ...members })

const steps: Readonly<Record<FieldStep['kind'], Shape>> = {
  rename: kindOf('rename', { field: identifier, to: identifier }),
  split: kindOf('split', { field: identifier, by: separator(1), into: parts }),
  join: kindOf('join', { fields: parts, by: separator(0), to: identifier }),
  default: kindOf('default', { field: identifier, value: anything }),
  set: kindOf('set', { field: identifier, expression: text(5000) }),
  remove: kindOf('remove', { field: identifier }),
}

const anyKind: Shape = object({ kind: oneOf(Object.keys(steps)) })

const stepShape: Shape = shapeOf({ oneOf: Object.values(steps).map(({ schema }) => schema) }, (value, at) => {
  const kind = isObject(value) ? value.kind : undefined
  if (typeof kind === 'string' && Object.hasOwn(steps, kind)) return steps[kind as FieldStep['kind']](value, at)
  return anyKind(isObject(value) ? { kind } : value, at)
})

/** `migrations/ID.migration.json` */
export const migrationShape: Shape = object(
  {
    id: identifier,
    title: words,
    processes: list(
      object({ process: identifier }, { elements: record(identifier, identifier), fields: list(stepShape, 500) }),
      100,
    ),
  },
  { ...schemaReference, bundle: bundleId, from: range, to: range },
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
