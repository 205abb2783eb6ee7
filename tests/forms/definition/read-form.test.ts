import { describe, expect, it } from 'vitest'
import { readForm } from '#forms'
import { aForm, aGroup, text } from '../a-form.ts'

const codesOf = (json: unknown) => readForm(json).findings.map(({ code }) => code)
const plain = (form: unknown) => JSON.parse(JSON.stringify(form)) as Record<string, unknown>

describe('a form file', () => {
  it('is read as it stands, with members this version does not know', () => {
    const json = { ...plain(aForm({ name: text, people: aGroup({ name: text }) })), later: { a: 1 } }

    expect(readForm(json)).toEqual({ form: json, findings: [] })
  })

  it.each([null, 3, 'form', [], {}])('is refused where it is %j', (json) => {
    const { form, findings } = readForm(json)

    expect(form).toBeUndefined()
    expect(findings.length).toBeGreaterThan(0)
  })

  it('names the place and what belongs there, in both languages', () => {
    const form = plain(aForm({ name: text }))
    const [finding] = readForm({ ...form, layout: [{ kind: 'field', id: 'name', property: 'name' }] }).findings

    expect(finding).toMatchObject({ node: 'name', message: { 'zh-CN': expect.stringContaining('/layout/0/title') } })
    expect(finding?.message.en).toContain('/layout/0/title')
    expect(finding?.remedy['zh-CN']).not.toBe('')
  })

  it('needs Chinese titles', () => {
    expect(codesOf({ ...plain(aForm({ name: text })), title: { en: 'Form' } })).toEqual(['missing-chinese'])
  })

  it('cannot use a widget that does not exist', () => {
    expect(codesOf(aForm({ name: { ...text, field: { widget: 'slider' as 'text' } } }))).toEqual(['unknown-widget'])
  })

  it.each(['__proto__', 'constructor', 'prototype'])('is refused for a member %s, however deep', (name) => {
    const form = JSON.parse(JSON.stringify(aForm({ name: text })).replace('"type":"string"', `"${name}":{"a":1}`))

    expect(codesOf(form)).toEqual(['form-hostile-name'])
    expect(({} as Record<string, unknown>).a).toBeUndefined()
  })

  it.each(['toString', 'hasOwnProperty', '1st', 'a b', 'a-b'])('cannot name an answer %s', (name) => {
    expect(readForm(aForm({ [name]: text })).form).toBeUndefined()
  })

  it('is refused where it is too deep or too large', () => {
    const deep = Array.from({ length: 10_000 }).reduce<unknown>((inner) => ({ items: inner }), { type: 'string' })
    const wide = { type: 'string', enum: Array.from({ length: 200_000 }, (_, index) => `v${index}`) }

    expect(codesOf(aForm({ name: { schema: deep as never } }))).toEqual(['form-too-large'])
    expect(codesOf(aForm({ name: { schema: wide } }))).toEqual(['form-too-large'])
  })
})

describe('references inside a schema', () => {
  const withDefinitions = (definitions: Record<string, unknown>) => {
    const form = plain(aForm({ name: { schema: { $ref: '#/$defs/a' } } }))
    return { ...form, schema: { ...(form.schema as object), $defs: definitions } }
  }

  it('may lead to the definitions of the form', () => {
    expect(codesOf(withDefinitions({ a: { type: 'string' } }))).toEqual([])
  })

  it('must not go in a circle', () => {
    expect(codesOf(withDefinitions({ a: { $ref: '#/$defs/b' }, b: { allOf: [{ $ref: '#/$defs/a' }] } }))).toEqual([
      'schema-reference-cycle',
    ])
  })

  it('must not multiply', () => {
    const bomb = Object.fromEntries(
      Array.from({ length: 25 }, (_, index) => [
        index === 0 ? 'a' : `d${index}`,
        { allOf: [{ $ref: `#/$defs/d${index + 1}` }, { $ref: `#/$defs/d${index + 1}` }] },
      ]),
    )

    expect(codesOf(withDefinitions({ ...bomb, d25: { type: 'string' } }))).toEqual(['schema-reference'])
  })

  it.each(['https://example.org/schema', '#', '#/properties/name', '#/$defs/nowhere'])(
    'must not lead to %s',
    (target) => {
      expect(codesOf(withDefinitions({ a: { $ref: target } }))).toEqual(['schema-reference'])
    },
  )
})
