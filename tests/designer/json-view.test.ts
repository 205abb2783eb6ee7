import { globSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeField, type FormDefinition, placedNodes } from '#forms'
import { formOfText, formText, placeInText } from '../../designer/form-editor/json/apply-json.ts'

const shipped = globSync('definitions/bundles/*/forms/*.form.json').map((file) => readFileSync(file, 'utf8'))
const registration = shipped.find((text) => text.includes('"rental-registration"'))!

/** Members no version of the editor knows, put at random places of a form. */
const unknown = fc.dictionary(
  fc.stringMatching(/^x-[a-z\u4e00-\u9fa5]{1,6}$/),
  fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string(), { maxLength: 2 })),
  { minKeys: 1, maxKeys: 3, noNullPrototype: true },
)

/** The same JSON with members added in front of, or behind, those of some objects. */
function strewn(value: unknown, take: () => { readonly more: object; readonly first: boolean } | undefined): unknown {
  if (Array.isArray(value)) return value.map((entry) => strewn(entry, take))
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, strewn(entry, take)]))
  const added = 'kind' in value || 'expression' in value || 'schema' in value ? take() : undefined
  if (!added) return inner
  return added.first ? { ...added.more, ...inner } : { ...inner, ...added.more }
}

const forms = fc
  .tuple(
    fc.constantFrom(...shipped),
    fc.infiniteStream(fc.option(fc.record({ more: unknown, first: fc.boolean() }), { nil: undefined })),
  )
  .map(([text, stream]) => {
    const json: unknown = JSON.parse(text)
    return strewn(json, () => stream.next().value) as FormDefinition
  })

describe('the JSON view', () => {
  it('gives back every form as it is, members it does not know and the order of all included', () => {
    fc.assert(
      fc.property(forms, (form) => {
        const read = formOfText(formText(form), form.id)

        expect(read.form).toEqual(form)
        expect(formText(read.form!)).toBe(formText(form))
      }),
    )
  })

  it('leaves all that an edit is not about as it is', () => {
    fc.assert(
      fc.property(forms, fc.nat(), (form, pick) => {
        const nodes = placedNodes(form).filter(({ node }) => node.kind === 'field')
        if (nodes.length === 0) return
        const { node } = nodes[pick % nodes.length]!
        const edited = changeField(form, node.id, { node: { title: { 'zh-CN': '改过的标题' } } })
        const back = changeField(edited, node.id, { node: { title: 'title' in node ? node.title : undefined } })

        expect(formText(edited)).toContain('改过的标题')
        expect(back).toEqual(form)
      }),
    )
  })

  it('says line and column of what is no JSON', () => {
    const broken = registration.replace('"title": {', '"title": {,')
    const read = formOfText(broken, 'rental-registration')
    const [finding] = 'findings' in read ? (read.findings ?? []) : []

    expect(finding).toMatchObject({
      code: 'json-syntax',
      message: { en: expect.stringContaining('line 3, column 13') },
    })
    expect(placeInText(broken, finding!)).toMatchObject({ line: 3 })
  })

  it('shows the node that what is wrong belongs to', () => {
    const json = JSON.parse(registration) as { layout: { children: { id: string; title: unknown }[] }[] }
    const node = json.layout[0]!.children[1]!
    node.title = {}
    const text = `${JSON.stringify(json, null, 2)}\n`
    const read = formOfText(text, 'rental-registration')
    const [finding] = 'findings' in read ? (read.findings ?? []) : []

    expect(finding).toMatchObject({ code: 'missing-chinese', node: node.id })
    expect(text.split('\n')[placeInText(text, finding!)!.line - 1]).toContain(node.id)
  })

  it.each([
    ['a key written twice', '{"id":"f","id":"f"}', 'json-syntax'],
    ['__proto__', '{"id":"f","__proto__":{"polluted":true}}', 'form-hostile-name'],
    ['too deep', `{"id":"f","x-a":${'['.repeat(50)}${']'.repeat(50)}}`, 'form-too-large'],
    ['nothing but brackets', '['.repeat(1_000_000), 'json-syntax'],
    ['another id', registration.replace('"rental-registration"', '"other"'), 'form-id'],
    ['no form', '[]', 'form-structure'],
  ])('refuses %s', (_, text, code) => {
    const read = formOfText(text, 'rental-registration')

    expect('findings' in read && read.findings?.[0]?.code).toBe(code)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})
