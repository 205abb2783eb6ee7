import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Rule, readRule } from '#forms'
import { aForm, aGroup, formatted, number, text, yesNo } from '../a-form.ts'

const titled = (zh: string, en: string) => ({ title: { 'zh-CN': zh, en } })
const use = {
  schema: { type: 'string' },
  field: {
    ...titled('房屋用途', 'Use'),
    options: [
      { id: 'o1', value: 'shared', title: { 'zh-CN': '群租', en: 'Shared' } },
      { id: 'o2', value: 'whole', title: { 'zh-CN': '整租', en: 'Whole' } },
    ],
  },
} as const

const form = aForm({
  use,
  vacant: { ...yesNo, field: titled('空置', 'Vacant') },
  area: { ...number, field: titled('面积', 'Area') },
  rooms: { ...number, field: titled('间数', 'Rooms') },
  from: { ...formatted('date'), field: titled('起租日', 'From') },
  owner: { ...text, field: titled('房东', 'Owner') },
  ownerId: { ...formatted('citizen-id'), field: titled('证件号', 'Id') },
  people: {
    ...aGroup({ age: { ...number, field: titled('年龄', 'Age') }, nick: { ...text, field: titled('称呼', 'Nick') } }),
  },
})
const people = form.layout.flatMap((node) => (node.kind === 'section' ? node.children : [])).at(-1)!
const withTitle = {
  ...form,
  layout: [{ ...form.layout[0]!, children: [...section(), { ...people, ...titled('承租人', 'Tenants') }] }],
} as typeof form

function section() {
  const [first] = form.layout
  return first?.kind === 'section' ? first.children.slice(0, -1) : []
}

const read = (expression: string, kind: Rule['kind'] = 'visible', target = 'owner') => {
  const rule: Rule = { id: 'r', target, kind, expression }
  return [readRule(rule, withTitle, 'zh-CN'), readRule(rule, withTitle, 'en')]
}

describe('a rule in plain words', () => {
  it('says codes by their titles where the code list is known', () => {
    const district = {
      schema: { type: 'string' },
      field: { ...titled('地区', 'District'), codeList: 'region' },
    } as const
    const inRegion = aForm({ district, owner: { ...text, field: titled('房东', 'Owner') } })
    const rule: Rule = { id: 'r', target: 'owner', kind: 'visible', expression: 'district = "330683"' }
    const codes = [{ code: '330683', title: { 'zh-CN': '嵊州市', en: 'Shengzhou' } }]
    const list = { id: 'region', title: { 'zh-CN': '行政区划', en: 'Regions' }, codes }
    expect(readRule(rule, inRegion, 'zh-CN', [list])).toBe('当“地区”为“嵊州市”时显示')
    expect(readRule(rule, inRegion, 'zh-CN')).toBe('当“地区”为“330683”时显示')
  })

  it.each([
    ['use = "shared"', '当“房屋用途”为“群租”时显示', 'Shown when “Use” is “Shared”'],
    ['"shared" = use', '当“房屋用途”为“群租”时显示', 'Shown when “Use” is “Shared”'],
    [
      'use in ["shared", "whole"]',
      '当“房屋用途”为“群租”、“整租”之一时显示',
      'Shown when “Use” is one of “Shared”, “Whole”',
    ],
    ['vacant', '当“空置”为“是”时显示', 'Shown when “Vacant” is “yes”'],
    ['not(vacant = true)', '当“空置”不为“是”时显示', 'Shown when “Vacant” is not “yes”'],
    [
      'area > 50 and rooms <= 3',
      '当“面积”大于 50，并且“间数”不大于 3 时显示',
      'Shown when “Area” is more than 50 and “Rooms” is at most 3',
    ],
    ['10 < area', '当“面积”大于 10 时显示', 'Shown when “Area” is more than 10'],
    ['vacant or (area > 5 and rooms = 1)', '当“空置”为“是”，或者（“面积”大于 5，并且“间数”为 1）时显示', undefined],
    ['owner = null', '当“房东”未填写时显示', 'Shown when “Owner” is not answered'],
    ['owner != null', '当“房东”已填写时显示', 'Shown when “Owner” is answered'],
    ['date(from) <= today()', '当“起租日”不晚于今天时显示', 'Shown when “From” is not after today'],
    ['area between 5 and 10', '当“面积”在 5 到 10 之间时显示', 'Shown when “Area” is between 5 and 10'],
    ['area in [5..10]', '当“面积”在 5 到 10 之间时显示', 'Shown when “Area” is between 5 and 10'],
    ['count(people) > 2', '当“承租人”的项数大于 2 时显示', 'Shown when the number of “Tenants” is more than 2'],
    [
      'some p in people satisfies p.age < 18',
      '当“承租人”中有一项满足：“年龄”小于 18 时显示',
      'Shown when for some of “Tenants”, “Age” is less than 18',
    ],
    ['count(people[age < 18]) > 0', '当“承租人”中“年龄”小于 18的项的项数大于 0 时显示', undefined],
    ['case.limit > 3', '当案件的“limit”大于 3 时显示', 'Shown when “limit” of the case is more than 3'],
    ['citizen age(ownerId) < 18', '当按“证件号”计算的年龄小于 18 时显示', 'Shown when the age by “Id” is less than 18'],
    ['contains(owner, "公司")', '当“房东”含有“公司”时显示', 'Shown when “Owner” contains “公司”'],
    ['true', '总是显示', 'Always shown'],
    ['{a: 1}.a = 1', '当表达式“{a: 1}”的“a”为 1 时显示', undefined],
    ['function(x) x', '当表达式“function(x) x”为“是”时显示', undefined],
    ['area > (', '表达式有误：area > (', 'Cannot be read: area > ('],
  ])('%s', (expression, zh, en) => {
    const [chinese, english] = read(expression)

    expect(chinese).toBe(zh)
    if (en) expect(english).toBe(en)
  })

  it.each([
    ['required', 'vacant', '当“空置”为“是”时必填'],
    ['readonly', 'true', '不可修改'],
    ['value', 'area / rooms', '自动计算为“面积” ÷ “间数”'],
    ['value', 'if vacant then 0 else count(people)', '自动计算为（如果“空置”为“是”，则为0；否则为“承租人”的项数）'],
    ['options', '["shared"]', '可选：“shared”'],
    ['check', 'area >= 5 * count(people)', '要求“面积”不小于 5 × “承租人”的项数'],
  ] as const)('of the kind %s: %s', (kind, expression, zh) => {
    expect(read(expression, kind)[0]).toBe(zh)
  })

  it('about a field of an item names the item’s fields', () => {
    expect(read('age < 18 and nick != null', 'visible', 'nick')[0]).toBe('当“年龄”小于 18，并且“称呼”已填写时显示')
  })

  it('is there for whatever is written', () => {
    const word = fc.constantFrom(
      ...['area', 'people', 'use', 'p', 'item', 'case', '1', '"x"', 'true', 'null', 'count', 'today()', 'not', 'date'],
      ...['=', '!=', '<', 'and', 'or', 'in', '[', ']', '(', ')', '.', '+', '-', 'if', 'then', 'else', 'for', 'return'],
      ...['some', 'satisfies', 'between', '{', '}', ':', ',', 'instance of', 'function', '..', '?', '@"2026-01-01"'],
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        for (const sentence of read(words.join(' '))) expect(sentence?.trim()).not.toBe('')
      }),
      { numRuns: 500 },
    )
  })
})
