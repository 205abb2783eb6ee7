import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formJsonSchema, readForm } from '#forms'
import { aForm, aGroup, choice, formatted, number, photos, text } from '../a-form.ts'

const published = JSON.parse(readFileSync('forms/definition/form.schema.json', 'utf8')) as Record<string, unknown>
const validate = new Ajv2020({ strict: false }).compile(published)
/** What the reader refuses for its size, its names or its references; no schema says that. */
const beyondSchemas = ['form-too-large', 'form-hostile-name', 'schema-reference', 'schema-reference-cycle']

const bundles = 'definitions/bundles'
const shipped = readdirSync(bundles, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.form.json'))
  .map((path) => [path, JSON.parse(readFileSync(join(bundles, path), 'utf8')) as unknown] as const)

const wide = {
  $schema: 'https://gezhi.example/form.schema.json',
  ...aForm(
    {
      name: { ...text, field: { within: 'kind', placeholder: { 'zh-CN': '填' }, span: 8, mask: 'name' } },
      area: { ...number, field: { unit: { 'zh-CN': '平方米' }, decimals: 2 } },
      kind: choice('a', 'b'),
      from: { ...formatted('date'), field: { latest: 'today', earliest: '2020-01-01' } },
      photos: { ...photos, field: { widget: 'photo', stamp: ['time'], accept: ['image/*'], maxBytes: 1000 } },
      people: aGroup({ name: text }),
    },
    [['area', 'check', 'area > 3']],
  ),
  display: 'steps',
  columns: 3,
}
const withUse = {
  ...wide,
  layout: [
    ...wide.layout,
    { kind: 'text', id: 'words', text: { 'zh-CN': '说明' } },
    { kind: 'use', id: 'owner', form: 'person', prefix: 'owner', title: { 'zh-CN': '房东' }, omit: ['phone'] },
  ],
}

describe('the published JSON Schema of forms', () => {
  it('is what the reader reads by; `vitest -u` writes it anew', async () => {
    await expect(`${JSON.stringify(formJsonSchema(), undefined, 2)}\n`).toMatchFileSnapshot(
      join(process.cwd(), 'forms/definition/form.schema.json'),
    )
  })

  it('is itself a JSON Schema of draft 2020-12', () => {
    expect(new Ajv2020().validateSchema(published)).toBe(true)
  })

  it.each(shipped)('takes the form %s, which says where its schema is or not', (_path, form) => {
    expect(validate(form), JSON.stringify(validate.errors)).toBe(true)
    expect(readForm(form).findings).toEqual([])
  })

  it('takes each kind of node, and a $schema', () => {
    expect(readForm(withUse).findings).toEqual([])
    expect(validate(withUse), JSON.stringify(validate.errors)).toBe(true)
  })

  it('agrees with the reader on forms that were damaged', () => {
    const whole = JSON.parse(JSON.stringify([withUse, shipped[0]?.[1]])) as unknown[]
    const junk = fc.oneof(
      fc.constantFrom<unknown>(null, 0, -1, 1.5, 99, true, '', ' ', 'x', 'toString', 'a b', [], {}, [{}], {
        'zh-CN': '字',
      }),
      fc.constantFrom<unknown>({ 'zh-CN': ' ' }, { en: 'x' }, 'field', 'section', 'steps', 'today', '2026-01-01'),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.array(fc.tuple(fc.nat(), junk, fc.constantFrom('set', 'delete', 'rename')), { minLength: 1, maxLength: 3 }),
        (form, damages) => {
          const damaged = damages.reduce((json, [at, value, how]) => damage(json, at, value, how), form)
          const { findings } = readForm(damaged)
          if (findings.some(({ code }) => beyondSchemas.includes(code))) return
          expect(validate(damaged), JSON.stringify({ findings, errors: validate.errors })).toBe(findings.length === 0)
        },
      ),
      { numRuns: 400 },
    )
  })
})

/** The JSON with the `at`th of its values set, taken away, or put under another name. */
function damage(json: unknown, at: number, value: unknown, how: string): unknown {
  const copy = structuredClone(json)
  const places: { owner: Record<string, unknown>; key: string }[] = []
  const walk = (owner: unknown) => {
    if (typeof owner !== 'object' || owner === null) return
    for (const key of Object.keys(owner)) {
      places.push({ owner: owner as Record<string, unknown>, key })
      walk((owner as Record<string, unknown>)[key])
    }
  }
  walk(copy)
  const place = places[at % Math.max(1, places.length)]
  if (!place) return copy
  const { owner, key } = place
  if (how === 'set') owner[key] = value
  else if (Array.isArray(owner)) owner.splice(Number(key), 1)
  else {
    const old = owner[key]
    delete owner[key]
    if (how === 'rename') owner[typeof value === 'string' && value !== '' ? value : 'other'] = old
  }
  return copy
}
