import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Clip,
  checkForm,
  clipText,
  copyNodes,
  detachUse,
  expandForm,
  type FormDefinition,
  FormEditError,
  isClipText,
  itemSchema,
  pasteNodes,
  placedNodes,
  readClip,
} from '#forms'

const zh = (text: string) => ({ 'zh-CN': text })
const field = (id: string, more = {}) =>
  ({ kind: 'field', id, property: id, title: zh(id), sensitivity: 'none', ...more }) as const

const form: FormDefinition = {
  id: 'house',
  title: zh('出租房屋'),
  purpose: zh('登记'),
  schema: {
    type: 'object',
    properties: {
      use: { type: 'string' },
      other: { type: 'string' },
      area: { $ref: '#/$defs/area' },
      tenants: {
        type: 'array',
        items: { type: 'object', properties: { name: { type: 'string' }, other: { type: 'string' } } },
      },
    },
    required: ['use'],
    $defs: { area: { $ref: '#/$defs/positive' }, positive: { type: 'number', minimum: 0 }, unused: { type: 'string' } },
  },
  layout: [
    {
      kind: 'section',
      id: 'kind',
      title: zh('用途'),
      children: [
        field('use', { widget: 'choice', options: [{ id: 'option-1', value: '99', title: zh('其他') }] }),
        field('other'),
        field('area'),
      ],
    },
    {
      kind: 'group',
      id: 'tenants',
      property: 'tenants',
      title: zh('承租人'),
      children: [field('tenant-name', { property: 'name' }), field('tenant-other', { property: 'other' })],
    },
  ],
  rules: [
    { id: 'r1', target: 'other', kind: 'visible', expression: 'use = "99"' },
    { id: 'r2', target: 'tenant-other', kind: 'visible', expression: 'name != null and other != use' },
  ],
}
const empty: FormDefinition = {
  id: 'empty',
  title: zh('空表'),
  purpose: zh('登记'),
  legalBasis: zh('条例第三条'),
  schema: { type: 'object', properties: {} },
  layout: [],
}

/** Ids n1, n2, … as they are asked for. */
function counting() {
  let last = 0
  return () => `n${++last}`
}

function paste(target: FormDefinition, ids: readonly string[], from = form) {
  const { clip, findings } = readClip(clipText(copyNodes(from, ids)))
  expect(findings).toEqual([])
  return pasteNodes(target, clip as Clip, { index: target.layout.length }, counting())
}

const idsIn = (of: FormDefinition) => [
  ...placedNodes(of).flatMap(({ node }) => [
    node.id,
    ...('options' in node ? (node.options ?? []) : []).map(({ id }) => id),
  ]),
  ...(of.rules ?? []).map(({ id }) => id),
]

describe('copying nodes between forms', () => {
  it('takes schemas, options and rules along', () => {
    const { form: pasted } = paste(empty, ['kind'])

    expect(Object.keys(pasted.schema.properties)).toEqual(['use', 'other', 'area'])
    expect(pasted.schema.required).toEqual(['use'])
    expect(Object.keys(pasted.schema.$defs ?? {}).sort()).toEqual(['area', 'positive'])
    expect(pasted.rules?.map(({ expression }) => expression)).toEqual(['use = "99"'])
    expect(checkForm(pasted, { codeLists: [] }).filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('gives everything a new id', () => {
    const { form: pasted } = paste(empty, ['kind', 'tenants'])

    expect(idsIn(pasted).filter((id) => idsIn(form).includes(id))).toEqual([])
    expect(new Set(idsIn(pasted)).size).toBe(idsIn(pasted).length)
  })

  it('gives names that are taken another, and its rules follow; a name of an item stays', () => {
    const { form: pasted } = paste(form, ['kind', 'tenants'])

    expect(Object.keys(pasted.schema.properties)).toEqual([
      'use',
      'other',
      'area',
      'tenants',
      'use2',
      'other2',
      'area2',
      'tenants2',
    ])
    expect(pasted.rules?.slice(2).map(({ expression }) => expression)).toEqual([
      'use2 = "99"',
      'name != null and other != use2',
    ])
  })

  it('copies what lies in something copied once', () => {
    expect(copyNodes(form, ['other', 'kind']).form.layout.map(({ id }) => id)).toEqual(['kind'])
  })

  it('says where a rule reads what the other form does not have', () => {
    const { form: pasted } = paste(empty, ['other'])

    expect(checkForm(pasted, { codeLists: [] }).map(({ code }) => code)).toContain('unknown-name')
  })

  it('brings a field out of a repeated group and into one', () => {
    const { form: out } = paste(empty, ['tenant-name'])
    const into = pasteNodes(form, copyNodes(form, ['other']), { parent: 'tenants', index: 0 }, counting()).form

    expect(Object.keys(out.schema.properties)).toEqual(['name'])
    expect(itemSchema(into.schema.properties.tenants).properties).toHaveProperty('other2')
  })

  it('refuses to put a section into a repeated group', () => {
    expect(() => pasteNodes(form, copyNodes(form, ['kind']), { parent: 'tenants', index: 0 }, counting())).toThrow(
      FormEditError,
    )
  })
})

describe('a clipboard', () => {
  it('is recognised by how it begins', () => {
    expect(isClipText(clipText(copyNodes(form, ['kind'])))).toBe(true)
    expect(isClipText('姓名\t电话')).toBe(false)
  })

  it.each([
    ['text', '姓名'],
    ['other JSON', '{"form":{}}'],
    ['a form without shape', '{"gezhi-form-nodes":1,"form":{"layout":[{"kind":"script"}]}}'],
    ['a dangerous key', clipText(copyNodes(form, ['kind'])).replace('"use":', '"__proto__":')],
    ['a bomb', `{"gezhi-form-nodes":1,"form":${'['.repeat(5000)}${']'.repeat(5000)}}`],
  ])('with %s is refused with a finding', (_, text) => {
    const { clip, findings } = readClip(text)

    expect(clip).toBeUndefined()
    expect(findings[0]?.severity).toBe('error')
  })

  it('never breaks whoever reads it', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const { clip, findings } = readClip(`{"gezhi-form-nodes":1,"form":${json}}`)
        expect(clip === undefined).toBe(findings.length > 0)
      }),
    )
  })
})

describe('detaching what another form asks', () => {
  const part: FormDefinition = {
    ...form,
    id: 'part',
    layout: form.layout.slice(0, 1),
    rules: form.rules?.slice(0, 1) ?? [],
    schema: copyNodes(form, ['kind']).form.schema,
  }
  const using: FormDefinition = {
    ...empty,
    layout: [{ kind: 'use', id: 'house', form: 'part', prefix: 'house', title: zh('房屋') }],
  }

  it('leaves the same form, with the same ids and names', () => {
    const forms = { part }
    const detached = detachUse(using, 'house', forms).form
    const before = expandForm(using, forms).form

    expect(detached.layout).toEqual(before.layout)
    expect(Object.keys(detached.schema.properties)).toEqual(Object.keys(before.schema.properties))
    expect(detached.rules?.map(({ expression }) => expression)).toEqual(['houseUse = "99"'])
    expect(checkForm(detached, { codeLists: [] }).filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('is refused where the other form is not there', () => {
    expect(() => detachUse(using, 'house', {})).toThrow(FormEditError)
  })
})
