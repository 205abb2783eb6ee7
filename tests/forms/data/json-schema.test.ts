import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileForm, type PropertySchema, validateAnswers } from '#forms'
import { aForm } from '../a-form.ts'

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

  it('keeps patterns apart that differ only slightly', () => {
    const pattern = (source: string) => ({ schema: { type: 'string', pattern: source } })
    const form = compileForm(aForm({ a: pattern('^a$'), b: pattern('^b$') }), { codeLists: [] })

    expect(validateAnswers(form, { a: 'a', b: 'b' }, {})).toEqual([])
    expect(validateAnswers(form, { a: 'b', b: 'a' }, {}).map(({ path }) => path)).toEqual(['/a', '/b'])
  })
})
