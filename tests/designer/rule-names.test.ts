import { describe, expect, it } from 'vitest'
import type { FormDefinition } from '#forms'
import { completions, ruleNames, valuesBefore } from '../../designer/form-editor/rules/rule-names.ts'

const zh = (text: string) => ({ 'zh-CN': text })
const field = (id: string, text: string, more = {}) =>
  ({ kind: 'field', id, property: id, title: zh(text), ...more }) as const
const form: FormDefinition = {
  id: 'form',
  title: zh('表'),
  schema: {
    type: 'object',
    properties: {
      use: { type: 'string' },
      area: { type: 'number' },
      let: { type: 'boolean' },
      people: { type: 'array', items: { type: 'object', properties: { name: {}, area: {} } } },
    },
  },
  layout: [
    field('use', '用途', { options: [{ id: 'o', value: '99', title: zh('其他') }] }),
    field('area', '面积'),
    field('let', '已出租'),
    {
      kind: 'group',
      id: 'people',
      property: 'people',
      title: zh('人员'),
      children: [field('name', '姓名'), { ...field('area', '居住面积'), id: 'item-area' }],
    },
  ],
}
const surroundings = {
  settings: [{ id: 'days', title: zh('时限') }],
  caseVariables: [{ name: 'owner', title: zh('出租人') }],
}
const namesFor = (target: string) => ruleNames(form, target, surroundings, 'zh-CN')
const texts = (target: string, before: string) => completions(namesFor(target), before).names.map(({ text }) => text)

describe('completion of a rule', () => {
  it('finds a name by how it begins and by what it is called', () => {
    expect(texts('use', 'ar')[0]).toBe('area')
    expect(texts('use', 'use = "99" and 面积')).toEqual(['area'])
    expect(texts('use', '时限')).toEqual(['settings.days'])
    expect(texts('use', 'case.ow')).toEqual(['case.owner'])
    expect(texts('use', 'sum')[0]).toBe('sum()')
  })

  it('offers an item its own names in front of those of the form', () => {
    const near = namesFor('name').filter(({ text }) => text === 'area')
    expect(near.map(({ from, title }) => [from, title])).toEqual([['item', '居住面积']])
    expect(namesFor('use').some(({ text }) => text === 'name')).toBe(false)
  })

  it('says from where on the text is replaced', () => {
    expect(completions(namesFor('use'), 'let and ar').from).toBe('let and '.length)
  })

  it('offers the values of the field in front of a comparison', () => {
    const values = (before: string) => valuesBefore(form, 'area', before, () => [], 'zh-CN').map(({ text }) => text)
    expect(values('use = ')).toEqual(['"99"'])
    expect(values('use = "9')).toEqual(['"99"'])
    expect(values('let = ')).toEqual(['true', 'false'])
    expect(values('area > ')).toEqual([])
  })
})
