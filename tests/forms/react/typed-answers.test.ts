import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CompiledGroup, compileForm } from '#forms'
import { readCells } from '../../../forms/data/read-cells.ts'
import { pastedRows } from '../../../forms/react/table/pasted-rows.ts'
import { readDay, readTime } from '../../../forms/react/widgets/days.ts'
import { findChoices } from '../../../forms/react/widgets/find-choices.ts'
import { readMoney, shownMoney } from '../../../forms/react/widgets/money.ts'
import { aForm, aGroup, choice, formatted, number, text, yesNo } from '../a-form.ts'

const zh = (title: string) => ({ 'zh-CN': title })

describe('money as people type it', () => {
  it.each([
    ['1234.5', 123450],
    ['1,234.50', 123450],
    ['￥１２３４．５元', 123450],
    ['12万', 12000000],
    ['1.2345万', 1234500],
    ['.5', 50],
    ['-3', -300],
    ['', undefined],
    ['1.005', '1.005'],
    ['很多', '很多'],
    ['99999999999999999', '99999999999999999'],
  ])('reads %s', (typed, cents) => {
    expect(readMoney(typed)).toEqual(cents)
  })

  it('reads what it shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
        expect(readMoney(shownMoney(cents))).toBe(cents === 0 ? expect.closeTo(0) : cents)
      }),
    )
  })
})

describe('days and times as people type them', () => {
  it.each([
    ['2026-03-05', '2026-03-05'],
    ['2026年3月5日', '2026-03-05'],
    ['20260305', '2026-03-05'],
    ['２０２６／３／５', '2026-03-05'],
    ['3-5', '2026-03-05'],
    ['2026-02-30', '2026-02-30'],
    ['三月五日', '三月五日'],
    ['', undefined],
  ])('reads the day %s', (typed, day) => {
    expect(readDay(typed, '2026-11-01')).toBe(day)
  })

  it.each([
    ['8:30', '08:30'],
    ['0830', '08:30'],
    ['8点半', '08:30'],
    ['下午3:05', '15:05'],
    ['3pm', '15:00'],
    ['25:00', '25:00'],
    ['', undefined],
  ])('reads the time %s', (typed, time) => {
    expect(readTime(typed)).toBe(time)
  })
})

describe('a choice among many', () => {
  const choices = ['剡湖街道', '鹿山街道', '三江街道', '长乐镇'].map((title, index) => ({
    value: `33068300${index}`,
    title: zh(title),
  }))

  it.each([
    ['鹿', ['鹿山街道']],
    ['ls', ['鹿山街道']],
    ['LSJD', ['鹿山街道']],
    ['330683003', ['长乐镇']],
    ['jd', ['剡湖街道', '鹿山街道', '三江街道']],
    ['没有', []],
  ])('is found by %s', (typed, found) => {
    expect(findChoices(choices, typed).map(({ title }) => title['zh-CN'])).toEqual(found)
  })
})

describe('cells of a spreadsheet', () => {
  it('are read with what stands in quotes', () => {
    expect(readCells('a\t"两行\n""引号"""\r\nb\t\r\n\r\n')).toEqual([
      ['a', '两行\n"引号"'],
      ['b', ''],
    ])
    expect(readCells('姓名,电话\n李四,1')).toEqual([
      ['姓名', '电话'],
      ['李四', '1'],
    ])
  })

  it('are refused where nobody could look through them', () => {
    expect(readCells(Array.from({ length: 100_000 }, () => 'a\tb').join('\n'))).toBeUndefined()
    expect(readCells('x'.repeat(5_000_000))).toBeUndefined()
  })

  const form = aForm({
    people: aGroup({
      name: text,
      age: number,
      kin: choice('本人', '子女'),
      insured: yesNo,
      id: formatted('citizen-id'),
    }),
  })
  const { fields } = compileForm(form, { codeLists: [] }).byProperty.get('people') as CompiledGroup
  const rows = (cells: readonly (readonly string[])[], first = 0) =>
    pastedRows(cells, fields, first, { locale: 'zh-CN', today: '2026-03-05' })

  it('find their columns by titles, and say which cells will have to be mended', () => {
    const pasted = rows([
      ['insured', 'name', '备注', 'age', 'kin'],
      ['是', '李四', '不导入', '三十', '朋友'],
    ])

    expect(pasted.fields.map(({ property }) => property)).toEqual(['insured', 'name', 'age', 'kin'])
    expect(pasted.rows[0]?.map(({ value, problem }) => [value, problem])).toEqual([
      [true, undefined],
      ['李四', undefined],
      ['三十', '不是数字'],
      [undefined, '不在可选范围内'],
    ])
    expect(pasted.problems).toBe(2)
  })

  it('without titles are the columns from the cursor on', () => {
    const pasted = rows([['30', '子女', '否', '110105194912310021']], 1)

    expect(pasted.rows[0]?.map(({ field, value, problem }) => [field.property, value, problem])).toEqual([
      ['age', 30, undefined],
      ['kin', '子女', undefined],
      ['insured', false, undefined],
      ['id', '110105194912310021', '格式不对'],
    ])
  })

  it('whose names are those of JavaScript’s own objects do no harm', () => {
    const pasted = rows([
      ['__proto__', 'constructor'],
      ['x', 'y'],
    ])

    expect(pasted.rows).toHaveLength(2)
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })
})
