import { Ajv2020 } from 'ajv/dist/2020.js'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileForm, type FormatName, formats, type PropertySchema, validateAnswers } from '#forms'
import { aForm, aGroup } from '../a-form.ts'

/** Schemas of the kinds a form has, and values near their borders. */
const schemas: fc.Arbitrary<PropertySchema> = fc.oneof(
  fc.record(
    {
      type: fc.constant('string'),
      minLength: fc.integer({ min: 1, max: 3 }),
      maxLength: fc.integer({ min: 3, max: 5 }),
      pattern: fc.constantFrom('^[a-c]+$', 'b', '^\\d{2,3}$', '[\\u4e00-\\u9fa5]'),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record(
    {
      type: fc.constantFrom('number', 'integer'),
      minimum: fc.integer({ min: -2, max: 1 }),
      exclusiveMaximum: fc.integer({ min: 2, max: 5 }),
      multipleOf: fc.constantFrom(1, 2, 0.5),
    },
    { requiredKeys: ['type'] },
  ),
  fc.constant({ type: 'boolean' }),
  fc.record(
    {
      type: fc.constant('array'),
      items: fc.constantFrom({ type: 'string' }, { type: 'string', minLength: 2 }),
      uniqueItems: fc.boolean(),
      minItems: fc.integer({ min: 1, max: 2 }),
      maxItems: fc.integer({ min: 2, max: 3 }),
    },
    { requiredKeys: ['type', 'items'] },
  ),
)
const word = fc.constantFrom('a', 'b', 'abc', 'abcd', '12', '1234', '中', 'dd', '😀😀')
const values = fc.oneof(
  word,
  fc.integer({ min: -4, max: 7 }),
  fc.constant(0.5),
  fc.boolean(),
  fc.array(word, { minLength: 1, maxLength: 4 }),
)

/** The answer that an error of ajv is about: what is missing, or what it stands at or in. */
function seatOf(pointer: string, params: Readonly<Record<string, unknown>>): string {
  const [, name = '', index, inner] = `${pointer}${params.missingProperty ? `/${params.missingProperty}` : ''}`.split(
    '/',
  )
  return name === 'items' && inner !== undefined ? `/${name}/${index}/${inner}` : `/${name}`
}

type Example = readonly [keyword: string, schema: PropertySchema, fits: readonly unknown[], fitsNot: readonly unknown[]]

const examples: readonly Example[] = [
  [
    'minLength, which counts characters and not halves of them',
    { type: 'string', minLength: 2 },
    ['ab', '😀b'],
    ['a', '😀'],
  ],
  ['maxLength', { type: 'string', maxLength: 2 }, ['ab', '😀😀'], ['abc', '😀😀😀']],
  ['pattern, which is not anchored', { type: 'string', pattern: 'b+' }, ['abbc', 'b'], ['ac', 'B']],
  ['pattern with classes beyond ASCII', { type: 'string', pattern: '^\\p{L}+$' }, ['姓名', 'é'], ['a1', '１']],
  ['multipleOf of a fraction', { type: 'number', multipleOf: 0.5 }, [1.5, 0, -2], [0.3]],
  ['integer, for which 1.0 is one', { type: 'integer' }, [1.0, -3, 1e3], [1.5, '1']],
  ['exclusiveMinimum', { type: 'number', exclusiveMinimum: 0 }, [0.1], [0, -1]],
  ['maximum', { type: 'number', maximum: 3 }, [3, -9], [3.01]],
  ['enum of several kinds', { enum: ['a', 1, true] }, ['a', 1, true], ['A', 2, false]],
  ['const', { const: 'x' }, ['x'], ['y']],
  [
    'uniqueItems, deep',
    { type: 'array', items: {}, uniqueItems: true },
    [
      [1, '1', true],
      [{ a: 1 }, { a: 2 }],
    ],
    [[{ a: 1 }, { a: 1 }]],
  ],
  [
    'prefixItems and items',
    { type: 'array', prefixItems: [{ type: 'string' }], minItems: 1, items: false },
    [['a']],
    [['a', 'b'], [1]],
  ],
  ['contains', { type: 'array', items: {}, contains: { const: 1 } }, [[2, 1]], [[2]]],
  ['anyOf', { anyOf: [{ type: 'string', maxLength: 1 }, { type: 'number' }] }, ['a', 7], ['ab', true]],
  [
    'oneOf',
    {
      oneOf: [
        { type: 'number', minimum: 2 },
        { type: 'number', maximum: 3 },
      ],
    },
    [1, 4],
    [2.5],
  ],
  ['not', { type: 'string', not: { const: 'no' } }, ['yes'], ['no']],
  ['dependentRequired', { type: 'object', dependentRequired: { a: ['b'] } }, [{ a: 1, b: 2 }, { b: 1 }], [{ a: 1 }]],
  [
    'patternProperties',
    { type: 'object', patternProperties: { '^n': { type: 'number' } } },
    [{ n1: 1, x: 'y' }],
    [{ n1: 'x' }],
  ],
  ['propertyNames', { type: 'object', propertyNames: { maxLength: 2 } }, [{ ab: 1 }], [{ abc: 1 }]],
  ['minProperties', { type: 'object', minProperties: 2 }, [{ a: 1, b: 1 }], [{ a: 1 }]],
]

/** Dates, times and addresses, and texts that are nearly so. */
const two = (max: number) => fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, '0'))
const date = fc
  .tuple(fc.constantFrom('2024', '2026', '1900', '2000', '26'), two(13), two(32))
  .map((parts) => parts.join('-'))
const time = fc
  .tuple(two(24), two(60), two(61), fc.constantFrom('Z', '+08:00', '', '.5Z', '+24:00', 'z'))
  .map(([hour, minute, second, zone]) => `${hour}:${minute}:${second}${zone}`)
const almostFormatted = fc.oneof(
  date,
  time,
  fc.tuple(date, fc.constantFrom('T', 't', ' ', ''), time).map((parts) => parts.join('')),
  fc.constantFrom('a@b.cn', 'a@b', '@b.cn', 'a b@c.cn', '张三@例子.cn', ''),
)

function holds(format: unknown, text: string): boolean {
  if (typeof format === 'function') return Boolean(format(text))
  if (format instanceof RegExp) return format.test(text)
  return holds((format as { readonly validate: unknown }).validate, text)
}

describe('the JSON Schema side of a form', () => {
  it('accepts and refuses exactly what ajv does', () => {
    fc.assert(
      fc.property(schemas, fc.option(values, { nil: undefined }), fc.boolean(), (schema, value, required) => {
        const field = schema.type === 'array' ? { widget: 'multiple-choice' as const } : {}
        const form = aForm({ a: { schema, field, ...(required && { required }) } })
        const answers = value === undefined ? {} : { a: value }
        const { $schema, ...plain } = form.schema
        const expected = new Ajv2020({ strict: true, meta: false, validateSchema: false }).compile(plain)(answers)

        expect(validateAnswers(compileForm(form, { codeLists: [] }), answers, {}).length === 0).toBe(expected)
      }),
      { numRuns: 150 },
    )
  })

  it('finds what ajv finds at the very places where ajv finds it, in lists too', () => {
    fc.assert(
      fc.property(
        fc.tuple(schemas, schemas, schemas),
        fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
        fc.record({ a: values, b: values }, { requiredKeys: [] }),
        fc.array(fc.record({ c: values, d: values }, { requiredKeys: [] }), { minLength: 1, maxLength: 3 }),
        ([first, second, third], [a, b, c], answered, items) => {
          const asked = (schema: PropertySchema, required: boolean) => ({
            schema,
            field: schema.type === 'array' ? { widget: 'multiple-choice' as const } : {},
            ...(required && { required: true as const }),
          })
          const form = aForm({
            a: asked(first, a),
            b: asked(second, b),
            items: aGroup({ c: asked(third, c), d: asked({ type: 'string', format: 'date' }, false) }),
          })
          const answers = { ...answered, items }
          const { $schema, ...plain } = form.schema
          const judge = new Ajv2020({
            ...{ strict: true, allErrors: true, meta: false, validateSchema: false },
            formats: { date: fullFormats.date },
          }).compile(plain)
          judge(answers)
          const expected = (judge.errors ?? []).map(({ instancePath, params }) => seatOf(instancePath, params))
          const found = validateAnswers(compileForm(form, { codeLists: [] }), answers, {})

          expect(found.map(({ path }) => path).toSorted()).toEqual([...new Set(expected)].toSorted())
        },
      ),
      { numRuns: 60 },
    )
  }, 30_000)

  it.each(examples)('reads %s as the standard does', (_, schema, fits, fitsNot) => {
    const form = compileForm(aForm({ a: { schema } }), { codeLists: [] })
    const judge = new Ajv2020({ strict: true, meta: false, validateSchema: false }).compile(schema)
    const verdict = (value: unknown) => validateAnswers(form, { a: value }, {}).length === 0

    expect(fits.map(verdict)).toEqual(fits.map(() => true))
    expect(fitsNot.map(verdict)).toEqual(fitsNot.map(() => false))
    for (const value of [...fits, ...fitsNot]) expect(verdict(value), JSON.stringify(value)).toBe(judge(value))
  })

  it('knows dates, times and addresses of mail as the standard has them, whatever formats we add', () => {
    fc.assert(
      fc.property(fc.constantFrom('date', 'time', 'date-time', 'email'), almostFormatted, (name, text) => {
        expect(holds(formats[name as FormatName], text), `${name} ${text}`).toBe(
          holds(fullFormats[name as 'date'], text),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('keeps patterns apart that differ only slightly', () => {
    const pattern = (source: string) => ({ schema: { type: 'string', pattern: source } })
    const form = compileForm(aForm({ a: pattern('^a$'), b: pattern('^b$') }), { codeLists: [] })

    expect(validateAnswers(form, { a: 'a', b: 'b' }, {})).toEqual([])
    expect(validateAnswers(form, { a: 'b', b: 'a' }, {}).map(({ path }) => path)).toEqual(['/a', '/b'])
  })
})
