import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { definitionSchemas, fitsShape, type SchemaName } from '#definitions'

const root = join(import.meta.dirname, '../..')
const schemas = definitionSchemas()
const ajv = new Ajv2020({ strict: false, allErrors: false })
const validators = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, ajv.compile(schema)]))

const nameOf = (path: string): SchemaName | undefined => {
  if (path === 'bundle.json') return 'bundle'
  if (path === 'settings.schema.json') return 'settings'
  if (path === 'settings.json') return 'setting-values'
  const folders: Readonly<Record<string, SchemaName>> = {
    codelists: 'code-list',
    roles: 'role',
    records: 'record',
    views: 'view',
    scenarios: 'scenario',
    i18n: 'translation',
    patches: 'patch',
    migrations: 'migration',
  }
  return path.endsWith('.json') ? folders[path.split('/')[0] ?? ''] : undefined
}

const folder = join(root, 'definitions/bundles')
const shipped = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .flatMap(({ parentPath, name }) => {
    const path = join(parentPath, name)
    const inBundle = path
      .slice(folder.length + 1)
      .split('/')
      .slice(1)
      .join('/')
    const schema = nameOf(inBundle)
    return schema ? [{ path, schema, json: JSON.parse(readFileSync(path, 'utf8')) as unknown }] : []
  })

/** The value with one thing in it changed. */
function mutated(value: unknown, where: number, how: string): unknown {
  const places: (readonly (string | number)[])[] = []
  const walk = (at: unknown, path: readonly (string | number)[]) => {
    places.push(path)
    if (typeof at === 'object' && at !== null)
      for (const key of Object.keys(at)) walk((at as Record<string, unknown>)[key], [...path, key])
  }
  walk(value, [])
  const path = places[where % places.length]!
  const replace = (at: unknown, rest: readonly (string | number)[]): unknown => {
    const [key, ...deeper] = rest
    if (key === undefined) return changed(at, how)
    if (Array.isArray(at))
      return at.flatMap((entry, index) => (String(index) === String(key) ? [replace(entry, deeper)] : [entry]))
    const entries = Object.entries(at as object).flatMap(([name, member]) => {
      if (name !== key) return [[name, member]]
      return deeper.length === 0 && how === 'drop' ? [] : [[name, replace(member, deeper)]]
    })
    return Object.fromEntries(entries)
  }
  return replace(value, path)
}

function changed(value: unknown, how: string): unknown {
  if (how === 'extra' && typeof value === 'object' && value !== null && !Array.isArray(value))
    return { ...value, unknownMember: 1 }
  const others: Readonly<Record<string, unknown>> = {
    null: null,
    empty: '',
    number: 7,
    proto: '__proto__',
    long: '长'.repeat(5000),
    list: [],
    object: {},
    yes: true,
  }
  return Object.hasOwn(others, how) ? others[how] : value
}

describe('the published schemas', () => {
  it('are those that the readers go by', () => {
    for (const [name, schema] of Object.entries(schemas)) {
      const written = readFileSync(join(root, `definitions/format/schemas/${name}.schema.json`), 'utf8')
      expect(JSON.parse(written), `run node scripts/schemas.ts: ${name}`).toEqual(schema)
    }
  })

  it('take every file that ships', () => {
    expect(shipped.length).toBeGreaterThan(30)
    for (const { path, schema, json } of shipped) {
      expect({ path, valid: validators[schema]!(json), fits: fitsShape(schema, json) }).toEqual({
        path,
        valid: true,
        fits: true,
      })
    }
  })

  it('agree with the readers about files with something wrong in them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...shipped),
        fc.nat(),
        fc.constantFrom('null', 'empty', 'number', 'proto', 'long', 'list', 'object', 'yes', 'extra', 'drop'),
        ({ schema, json }, where, how) => {
          const value = mutated(json, where, how)
          expect(fitsShape(schema, value)).toBe(validators[schema]!(value))
        },
      ),
      { numRuns: 400 },
    )
  })
})
