import { describe, expect, it } from 'vitest'
import {
  acceptAnswers,
  addField,
  blankField,
  checkForm,
  clipText,
  compileForm,
  diffForms,
  type FormDefinition,
  FormNotUsableError,
  formState,
  readClip,
  readForm,
  sampleAnswers,
} from '#forms'
import { formOfText, formText } from '../../designer/form-editor/json/apply-json.ts'
import { aForm, choice, text } from '../forms/a-form.ts'

const script = '<img src=x onerror="document.title=1"><script>alert(1)</script>'
const marked = { 'zh-CN': script, en: script }
const lists = { codeLists: [] }

/** Reads a form as the JSON view does. */
const applied = (form: unknown) => formOfText(JSON.stringify(form), 'a-form')
const codesOf = (read: ReturnType<typeof applied>) =>
  ('findings' in read ? (read.findings ?? []) : []).map(({ code }) => code)

/** Why a form cannot be used. */
function refusalOf(form: FormDefinition) {
  try {
    compileForm(form, lists)
    return undefined
  } catch (error) {
    return error instanceof FormNotUsableError ? error.reason : undefined
  }
}

describe('what an attacker writes into a form', () => {
  it('stays text: markup in titles, help, options and messages is kept as it is, and given back as it is', () => {
    const form = aForm(
      {
        a: { ...text, field: { title: marked, help: marked, placeholder: marked } },
        c: { ...choice('x'), field: { widget: 'choice', options: [{ id: 'x', value: script, title: marked }] } },
      },
      [['a', 'check', 'a = null']],
    )
    const read = applied(form)

    expect(read.form && formText(read.form)).toBe(formText(form))
    expect(checkForm(form, lists)).toEqual([])
    const compiled = compileForm(form, lists)
    expect(sampleAnswers(compiled, { today: '2026-03-05' }).c).toBe(script)
  })

  it.each(['__proto__', 'constructor', 'prototype'])('does not reach into JavaScript by the name %s', (name) => {
    const hostile = formText(aForm({ a: text })).replaceAll('"a"', JSON.stringify(name))

    expect(codesOf(formOfText(hostile, 'a-form'))).toEqual(['form-hostile-name'])
    expect(
      readClip(clipText({ form: JSON.parse(hostile) as FormDefinition })).findings.map(({ code }) => code),
    ).toEqual(['form-hostile-name'])
    expect(Object.keys({})).toEqual([])
  })

  it.each(['toString', 'hasOwnProperty', 'valueOf'])('has no answer called %s either', (property) => {
    const form = addField(aForm({}), blankField('text', { id: 'f', property }), { index: 0 })

    expect(codesOf(applied(form))).toContain('form-structure')
    expect(refusalOf(form)).toMatchObject({ 'zh-CN': expect.stringContaining('请改名'), en: expect.any(String) })
  })

  it('is no bomb: depth, size and references that lead back to themselves are refused', () => {
    const deep = (levels: number): unknown =>
      levels === 0 ? {} : { type: 'object', properties: { a: deep(levels - 1) } }
    const withSchema = (schema: object) => ({
      ...aForm({ a: text }),
      schema: { ...aForm({ a: text }).schema, ...schema },
    })

    expect(codesOf(applied(withSchema({ properties: { a: deep(60) } })))[0]).toMatch(/form-too-large|json-syntax/)
    expect(codesOf(applied(withSchema({ 'x-many': Array.from({ length: 200_000 }, () => 0) })))).toEqual([
      'form-too-large',
    ])
    const circle = withSchema({ properties: { a: { $ref: '#/$defs/b' } }, $defs: { b: { $ref: '#/$defs/b' } } })
    const doubling = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [
        `d${at}`,
        { type: 'object', properties: { l: { $ref: `#/$defs/d${at + 1}` }, r: { $ref: `#/$defs/d${at + 1}` } } },
      ]),
    )
    const billion = withSchema({
      properties: { a: { $ref: '#/$defs/d0' } },
      $defs: { ...doubling, d30: { type: 'string' } },
    })

    expect(applied(circle).form).toBeUndefined()
    for (const form of [circle, billion] as FormDefinition[]) {
      const read = readForm(form)
      const found = read.form ? checkForm(read.form, lists) : read.findings
      expect(found.some(({ severity }) => severity === 'error')).toBe(true)
    }
  })

  it('does not stall by a pattern: those that only backtracking could run are refused, the others run in linear time', () => {
    const withPattern = (pattern: string) => aForm({ a: { schema: { type: 'string', pattern } } })
    const refused = ['(?=a)', '(a)\\1', '((a{0,100}){0,100}){0,100}', '(?<!b)c']
    for (const pattern of refused) {
      const [finding] = checkForm(withPattern(pattern), lists)
      expect(finding?.code).toBe('pattern')
      expect(finding?.message['zh-CN']).not.toMatch(/error parsing/)
    }
    const catastrophic = compileForm(withPattern('^(a+)+$'), lists)
    const { problems } = acceptAnswers(catastrophic, { a: `${'a'.repeat(50_000)}!` }, { caseVariables: {}, opened: {} })

    expect(problems.map(({ code }) => code)).toEqual(['pattern'])
  })

  it('does not stall by an expression: what is too much to work out gives nothing', () => {
    const bombs = [
      'count(for a in 1..1000, b in 1..1000, c in 1..1000 return a) = 1',
      'matches(a, "(x+x+)+y")',
      `${'('.repeat(300)}1${')'.repeat(300)} = 1`,
    ]
    for (const expression of bombs) {
      const form = aForm({ a: text, b: text }, [['b', 'visible', expression]])
      const errors = checkForm(form, lists).filter(({ severity }) => severity === 'error')
      if (errors.length > 0) continue
      const state = formState(compileForm(form, lists), { a: 'x'.repeat(1000) }, {})
      expect(state.nodes.get('b')).toBeDefined()
    }
  })

  it('is told apart in words without trouble, however odd it is', () => {
    const odd = aForm({ a: { ...text, field: { title: marked } } })
    const changes = diffForms(aForm({ a: text }), odd)

    expect(changes.map(({ kind }) => kind)).toContain('renamed')
  })
})
