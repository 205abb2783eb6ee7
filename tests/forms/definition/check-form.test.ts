import { describe, expect, it } from 'vitest'
import { type CodeList, checkForm, type FormDefinition } from '#forms'
import { aForm, aGroup, choice, formatted, number, text, yesNo } from '../a-form.ts'

const genders: CodeList = {
  id: 'gender',
  title: { 'zh-CN': '性别' },
  codes: [{ code: '1', title: { 'zh-CN': '男' } }],
}
const check = (form: FormDefinition) => checkForm(form, { codeLists: [genders] })
const codesOf = (form: FormDefinition) => check(form).map(({ code }) => code)

describe('a form that is to be published', () => {
  it('has no findings where its parts fit together', () => {
    const form = aForm(
      { name: text, area: number, kind: choice('a', 'b'), people: aGroup({ nick: text, age: number }) },
      [
        ['area', 'visible', 'kind = "a"'],
        ['age', 'required', 'nick != null and count(people) > case.limit'],
        ['area', 'check', 'area > 0'],
      ],
    )

    expect(check(form)).toEqual([])
  })

  it('has a field for each answer of the schema and an answer for each field', () => {
    const form = aForm({ name: text, area: number })

    expect(codesOf({ ...form, layout: aForm({ name: text }).layout })).toEqual(['property-not-asked'])
    expect(codesOf({ ...form, schema: aForm({ name: text }).schema })).toEqual(['missing-property'])
    expect(codesOf({ ...form, schema: { ...form.schema, required: ['size'] } })).toEqual(['required-unknown'])
  })

  it('suggests the name that was probably meant', () => {
    const form = aForm({ address: text })
    const misnamed = { ...form, layout: aForm({ adress: text }).layout }

    expect(check(misnamed)[0]?.remedy.en).toContain('Did you mean "address"?')
  })

  it('uses each id once', () => {
    const form = aForm({ name: text }, [['name', 'required', 'true']])

    expect(codesOf({ ...form, rules: form.rules?.map((rule) => ({ ...rule, id: 'name' })) })).toContain('duplicate-id')
  })

  it('refers to code lists that exist, and offers something to choose', () => {
    const withList = (codeList: string) => aForm({ gender: { ...text, field: { widget: 'choice', codeList } } })

    expect(codesOf(withList('gender'))).toEqual([])
    expect(codesOf(withList('genders'))).toEqual(['unknown-code-list'])
    expect(codesOf(aForm({ gender: { ...text, field: { widget: 'choice' } } }))).toEqual(['no-choices'])
  })

  it('asks for each answer with a widget that can give it', () => {
    expect(codesOf(aForm({ area: { ...number, field: { widget: 'text' } } }))).toEqual(['widget-schema-mismatch'])
  })

  it.each(['if', 'date', 'case', 'count', 'today'].filter((name) => name !== 'date'))(
    'does not call an answer %s, which rules could not read',
    (name) => {
      expect(codesOf(aForm({ [name]: text }))).toEqual(['reserved-name'])
    },
  )

  it('has a schema that ajv takes in strict mode', () => {
    expect(codesOf(aForm({ name: { schema: { type: 'text' } } }))).toEqual(['widget-schema-mismatch', 'schema'])
    expect(codesOf(aForm({ name: { schema: { type: 'string', maxlength: 3 } } }))).toEqual(['schema'])
    expect(codesOf(aForm({ name: formatted('postcode') }))).toEqual(['schema'])
    // What was found of a question holds for the same one in another form.
    expect(codesOf(aForm({ name: formatted('postcode') }))).toEqual(['schema'])
    expect(check(aForm({ other: text, name: formatted('postcode') }))[0]).toMatchObject({ node: 'name' })
  })

  it.each(['(?=a)b', '(a)\\1', 'a{5000}', '(', `${'a'.repeat(2000)}`])('has no pattern like %.20s', (pattern) => {
    expect(codesOf(aForm({ name: { schema: { type: 'string', pattern } } }))).toEqual(['pattern'])
  })
})

describe('the rules of a form that is to be published', () => {
  it('are about something that is there and that such a rule can be about', () => {
    expect(codesOf(aForm({ name: text }, [['nome', 'visible', 'true']]))).toEqual(['unknown-rule-target'])
    expect(codesOf(aForm({ name: text }, [['all', 'required', 'true']]))).toEqual(['rule-target-kind'])
    expect(codesOf(aForm({ name: text }, [['name', 'options', '["a"]']]))).toEqual(['rule-target-kind'])
  })

  it('are FEEL; where not, the finding says at which character', () => {
    const [finding] = check(aForm({ name: text }, [['name', 'visible', 'name > (']]))

    expect(finding).toMatchObject({ code: 'feel-syntax', node: 'rule-0', position: { from: expect.any(Number) } })
  })

  it('read only answers of the form, and of an item only from inside', () => {
    const people = { people: aGroup({ age: number }), name: text }

    expect(codesOf(aForm(people, [['name', 'visible', 'age > 3']]))).toEqual(['unknown-name'])
    expect(codesOf(aForm(people, [['age', 'required', 'name = "a" and age > 3']]))).toEqual([])
  })

  it('do not depend on each other in a circle', () => {
    const circle = aForm({ a: yesNo, b: yesNo, c: yesNo }, [
      ['a', 'visible', 'b'],
      ['b', 'value', 'c'],
      ['c', 'readonly', 'a'],
    ])

    expect(check(circle)).toMatchObject([
      { code: 'rule-cycle', message: { en: expect.stringMatching(/a → .*a|b → .*b|c → .*c/) } },
    ])
  })

  it('are one of a kind for each field, and checks say what to tell the person', () => {
    const two = aForm({ a: text, b: text }, [
      ['a', 'visible', 'b = "1"'],
      ['a', 'visible', 'b = "2"'],
    ])
    const silent = aForm({ a: text }, [['a', 'check', 'a = "1"']])

    expect(codesOf(two)).toEqual(['rule-twice'])
    expect(codesOf({ ...silent, rules: silent.rules?.map(({ message, ...rule }) => rule) })).toEqual([
      'check-without-message',
    ])
  })
})

describe('why a form asks', () => {
  const { purpose, legalBasis, ...silent } = aForm({ note: text, people: aGroup({ age: number }) })
  const reasons = { purpose: { 'zh-CN': '联系' }, legalBasis: { 'zh-CN': '个保法第十三条' } }
  const [section] = silent.layout

  it('is said for each field: without purpose, legal basis and sensitivity a form is not published', () => {
    expect(check(silent).map(({ node, code, severity }) => `${node} ${code} ${severity}`)).toEqual([
      'note missing-purpose error',
      'note missing-legal-basis error',
      'age missing-purpose error',
      'age missing-legal-basis error',
    ])
    expect(codesOf(aForm({ note: { ...text, field: { sensitivity: undefined } } }))).toEqual(['missing-sensitivity'])
  })

  it('may be said once for what lies in a form, a section or a group', () => {
    expect(codesOf({ ...silent, ...reasons })).toEqual([])
    expect(codesOf({ ...silent, layout: [{ ...section!, ...reasons }] } as FormDefinition)).toEqual([])
    expect(codesOf(aForm({ note: { ...text, field: reasons } }))).toEqual([])
  })
})

describe('members of a field', () => {
  it('that say nothing about how it is asked are doubted', () => {
    expect(check(aForm({ note: { ...text, field: { decimals: 2, stamp: ['time'] } } }))).toMatchObject([
      { code: 'member-without-effect', severity: 'warning' },
      { code: 'member-without-effect', severity: 'warning' },
    ])
  })

  it('leave a day to answer', () => {
    const between = (earliest: string, latest: string) =>
      codesOf(aForm({ on: { ...formatted('date'), field: { earliest, latest } } }))

    expect(between('2026-03-05', 'today')).toEqual([])
    expect(between('2026-03-05', '2026-03-04')).toEqual(['no-day-left'])
  })

  it('narrow choices by a field that is there, inside an item by its neighbours too', () => {
    const within = (name: string) => ({ ...choice('a'), field: { ...choice('a').field, within: name } })

    expect(
      codesOf(aForm({ top: text, low: within('top'), people: aGroup({ up: text, lower: within('up') }) })),
    ).toEqual([])
    expect(codesOf(aForm({ top: text, low: within('topp') }))).toEqual(['unknown-within'])
    expect(codesOf(aForm({ low: within('low') }))).toEqual(['unknown-within'])
  })

  it('do not take the name by which items are told apart', () => {
    expect(codesOf(aForm({ _id: text }))).toEqual(['reserved-name'])
  })
})

describe('a form in steps', () => {
  it('has all of it in steps', () => {
    const form = aForm({ note: text })

    expect(codesOf({ ...form, display: 'steps' })).toEqual([])
    const words = { kind: 'text', id: 'w', text: { 'zh-CN': '字' } } as const
    expect(codesOf({ ...form, display: 'steps', layout: [...form.layout, words] })).toEqual(['outside-steps'])
  })
})
