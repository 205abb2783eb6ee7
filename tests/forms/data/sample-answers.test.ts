import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  birthDateOf,
  type CodeList,
  compileForm,
  type FormDefinition,
  formats,
  isUnanswered,
  placedNodes,
  sampleAnswers,
  validateAnswers,
} from '#forms'
import { type Asked, aForm, aGroup, choice, number, text, yesNo } from '../a-form.ts'

const today = '2026-03-05'
const bundles = 'definitions/bundles'

function shipped<T>(folder: string, ending: string): readonly (readonly [file: string, T])[] {
  return readdirSync(bundles).flatMap((bundle) => {
    const path = join(bundles, bundle, folder)
    try {
      return readdirSync(path)
        .filter((name) => name.endsWith(ending))
        .map((name) => [`${bundle}/${name}`, JSON.parse(readFileSync(join(path, name), 'utf8')) as T] as const)
    } catch {
      return []
    }
  })
}

const codeLists = shipped<CodeList>('codelists', '.json').map(([, list]) => list)
const shippedForms = shipped<FormDefinition>('forms', '.form.json')
const library = Object.fromEntries(shippedForms.map(([, form]) => [form.id, form]))

describe('sample answers', () => {
  it.each(shippedForms)('of %s are accepted and leave nothing out', (_, form) => {
    const compiled = compileForm(form, { codeLists, forms: library })
    const answers = sampleAnswers(compiled, { today })

    expect(validateAnswers(compiled, answers, {}, { today })).toEqual([])
    const asked = compiled.order.filter(({ rules }) => !rules.value).map(({ property }) => property)
    expect(asked.filter((property) => isUnanswered(answers[property]))).toEqual([])
  })

  it('are the same each time, and name nobody', () => {
    const compiled = compileForm(library['rental-registration']!, { codeLists, forms: library })
    const answers = sampleAnswers(compiled, { today })

    expect(sampleAnswers(compiled, { today })).toEqual(answers)
    expect(birthDateOf(String(answers.ownerCitizenId))).toBe('1900-01-01')
    expect(String(answers.ownerCitizenId)).toMatch(/^330683/)
    expect(answers.ownerName).toContain('样例')
  })

  it('do what the rules ask', () => {
    const form = aForm(
      {
        urgent: yesNo,
        why: { ...text, required: true },
        kind: { ...choice('a', 'b', 'c'), required: true },
        from: { ...number, required: true },
        to: { ...number, required: true },
        people: aGroup({ age: { ...number, required: true }, name: { ...text, required: true } }),
      },
      [
        ['kind', 'options', 'if urgent then ["c"] else null'],
        ['urgent', 'check', 'urgent = true or why = null'],
        ['to', 'check', 'to > from'],
        ['age', 'check', 'age >= 10'],
      ],
    )
    const compiled = compileForm(form, { codeLists: [] })
    const answers = sampleAnswers(compiled, { today })

    expect(validateAnswers(compiled, answers, {}, { today })).toEqual([])
    expect(answers).toMatchObject({ urgent: true, kind: 'c' })
  })

  const format = fc
    .constantFrom(...Object.keys(formats))
    .map((format): Asked => ({ schema: { type: 'string', format } }))
  const length = fc
    .tuple(fc.nat(30), fc.nat(30))
    .map(([minLength, more]): Asked => ({ schema: { type: 'string', minLength, maxLength: minLength + more + 1 } }))
  const pattern = fc
    .constantFrom('^[A-Z]{2}\\d{4}$', '^(浙|沪)[A-Z]\\w{5}$', '^\\d+(\\.\\d{1,2})?$', '^[^ ]{3,8}$', '幢', '^a|b$')
    .map((pattern): Asked => ({ schema: { type: 'string', pattern } }))
  const amount = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.nat(1000), fc.constantFrom(1, 5, 0.5)).map(
    ([minimum, more, step]): Asked => ({
      schema: { type: step % 1 === 0 ? 'integer' : 'number', minimum, maximum: minimum + more + 5, multipleOf: step },
    }),
  )
  const open = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.nat(50)).map(
    ([exclusiveMinimum, more]): Asked => ({
      schema: { type: 'number', exclusiveMinimum, exclusiveMaximum: exclusiveMinimum + more + 1 },
    }),
  )
  const several = fc.integer({ min: 1, max: 3 }).map(
    (minItems): Asked => ({
      schema: { type: 'array', items: { type: 'string' }, uniqueItems: true, minItems, maxItems: 3 },
      field: { options: ['x', 'y', 'z'].map((value) => ({ id: value, value, title: { 'zh-CN': value } })) },
    }),
  )
  const day = fc
    .constantFrom<Partial<Asked['field']>>({ earliest: 'today' }, { latest: 'today' }, { latest: '2000-02-29' }, {})
    .map((field): Asked => ({ schema: { type: 'string', format: 'date' }, field: field ?? {} }))
  const question = fc
    .oneof(format, length, pattern, amount, open, several, day)
    .map((asked): Asked => ({ ...asked, required: true }))
  const questions = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), question, { noNullPrototype: true })

  it('fit every schema they are made for', () => {
    fc.assert(
      fc.property(questions, questions, (asked, inside) => {
        const form = aForm({ ...asked, people: aGroup(inside) })
        const compiled = compileForm(form, { codeLists: [] })

        expect(validateAnswers(compiled, sampleAnswers(compiled, { today }), {}, { today })).toEqual([])
        expect(placedNodes(form).length).toBeGreaterThan(1)
      }),
    )
  })
})
