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

describe('personal data in a form', () => {
  const field = {
    purpose: { 'zh-CN': '联系' },
    legalBasis: { 'zh-CN': '个保法第十三条' },
    sensitivity: 'personal',
  } as const

  it('states its purpose and legal basis', () => {
    expect(codesOf(aForm({ phone: { ...formatted('phone'), field } }))).toEqual([])
    expect(
      codesOf(
        aForm({ phone: { ...formatted('phone'), field: { ...field, purpose: undefined, legalBasis: undefined } } }),
      ),
    ).toEqual(['missing-purpose', 'missing-legal-basis'])
  })

  it('says how sensitive it is; a warning where that may be nothing, an error where it is plain', () => {
    const unsaid = { sensitivity: undefined }

    expect(check(aForm({ note: { ...text, field: unsaid } }))).toMatchObject([
      { code: 'missing-sensitivity', severity: 'warning' },
    ])
    expect(check(aForm({ id: { ...formatted('citizen-id'), field: unsaid } }))).toMatchObject([{ severity: 'error' }])
  })
})
