import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { addField, adviseForm, blankField, checkForm, type FormDefinition } from '#forms'
import { quickFix } from '../../../designer/form-editor/advice/quick-fix.ts'
import { aForm, aGroup, choice, text } from '../a-form.ts'

const codes = (form: FormDefinition) => adviseForm(form).map(({ code, node }) => `${code} ${node}`)
const personId = { schema: { type: 'string', format: 'citizen-id' }, field: { sensitivity: 'none' } } as const
const zh = (text: string, en?: string) => ({ 'zh-CN': text, ...(en && { en }) })

describe('advice on a form', () => {
  it.each(globSync('definitions/bundles/*/forms/*.form.json'))('finds nothing in %s', (file) => {
    expect(adviseForm(JSON.parse(readFileSync(file, 'utf8')) as FormDefinition)).toEqual([])
  })

  it('names what was added and never named', () => {
    const added = addField(aForm({}), blankField('text', { id: 'new', property: 'new' }), { parent: 'all', index: 0 })

    expect(codes(added)).toEqual(['blank-title new'])
  })

  it('names two questions side by side that are called the same', () => {
    const form = aForm({
      a: { ...text, field: { title: zh('备注', 'Remarks') } },
      b: { ...text, field: { title: zh('备注', 'Remarks') } },
    })

    expect(codes(form)).toEqual(['same-title b'])
    expect(codes(aForm({ a: text, people: aGroup({ inner: text }) }))).not.toContain('same-title inner')
  })

  it('names titles and options that miss a language, where the form has both', () => {
    const form = aForm({ a: { ...text, field: { title: zh('姓名') } }, c: choice('x', 'y') })
    const c = form.layout.map((node) => JSON.stringify(node)).join()

    expect(codes(form)).toContain('missing-english a')
    expect(c).toContain('"x"')
  })

  it('names options that are called the same, or cannot be told apart', () => {
    const options = [1, 2].map((number) => ({ id: `o${number}`, value: 'same', title: zh('甲', 'A') }))

    expect(codes(aForm({ c: { ...choice('x'), field: { widget: 'choice', options } } }))).toEqual([
      'same-option c',
      'same-value c',
    ])
  })

  it('names answers that are more sensitive than the form says, and sensitive ones without a purpose of their own', () => {
    expect(codes(aForm({ who: personId }))).toEqual(['sensitivity-too-low who'])
    expect(codes(aForm({ who: { ...personId, field: { sensitivity: 'sensitive' } } }))).toEqual([
      'sensitive-purpose who',
    ])
    const said = { ...personId, field: { sensitivity: 'sensitive', purpose: zh('核实身份', 'To identify') } } as const
    expect(codes(aForm({ who: said }))).toEqual([])
  })
})

describe('a quick fix', () => {
  const broken = aForm({
    who: personId,
    a: { ...text, field: { title: zh('备注', 'Remarks') } },
    b: { ...text, field: { title: zh('备注', 'Remarks') } },
    people: aGroup({ inner: text }),
  })

  it('mends what it stands beside, and nothing else is found afterwards', () => {
    for (const finding of adviseForm(broken)) {
      const fix = quickFix(broken, finding)
      if (!fix) continue
      const mended = fix.apply()

      expect(codes(mended)).not.toContain(`${finding.code} ${finding.node}`)
      expect(fix.title.en).toBeTruthy()
      expect(checkForm(mended, { codeLists: [] })).toEqual(checkForm(broken, { codeLists: [] }))
    }
    expect(adviseForm(broken).filter((finding) => quickFix(broken, finding)).length).toBeGreaterThanOrEqual(2)
  })

  it('is not offered where a person must say what is meant', () => {
    const sensitive = aForm({ who: { ...personId, field: { sensitivity: 'sensitive' } } })
    const [finding] = adviseForm(sensitive)

    expect(finding?.code).toBe('sensitive-purpose')
    expect(quickFix(sensitive, finding!)).toBeUndefined()
  })
})
