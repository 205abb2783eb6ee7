import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CodeList } from '#forms'
import * as edits from '../../designer/code-list-editor/code-edits.ts'
import { codesCsv, mergeCodes, readCodes } from '../../designer/code-list-editor/code-table-text.ts'
import { readTable, writeCsv, writeTable } from '../../designer/controls/table-text.ts'

const list: CodeList = {
  id: 'places',
  title: { 'zh-CN': '地方' },
  codes: [
    { code: '33', title: { 'zh-CN': '浙江省', en: 'Zhejiang' } },
    { code: '3306', title: { 'zh-CN': '绍兴市' }, parent: '33' },
    { code: '34', title: { 'zh-CN': '安徽省' } },
    { code: '330683', title: { 'zh-CN': '嵊州市' }, parent: '3306' },
  ],
}

describe('the codes of a list', () => {
  it('are read as a tree', () => {
    expect(edits.inTreeOrder(list).map(({ code, depth }) => [code.code, depth])).toEqual([
      ['33', 0],
      ['3306', 1],
      ['330683', 2],
      ['34', 0],
    ])
  })

  it('keep what lies below a code that gets another name', () => {
    const renamed = edits.editCode(list, '3306', { code: 'sx' })
    expect(renamed.codes.find(({ code }) => code === '330683')?.parent).toBe('sx')
  })

  it('change places within their level', () => {
    expect(edits.moveCode(list, '34', -1).codes.map(({ code }) => code)).toEqual(['34', '33', '3306', '330683'])
    expect(edits.moveCode(list, '330683', 1)).toBe(list)
  })

  it('get a number of their own when they are new', () => {
    const [longer, code] = edits.addCode(list, '34')
    expect(list.codes.map((each) => each.code)).not.toContain(code)
    expect(longer.codes[3]?.code).toBe(code)
  })

  it('come from a spreadsheet by the names of its columns, and take over what is given', () => {
    const pasted = '名称\t代码\t上级代码\n新昌县\t330624\t3306\n绍兴\t3306\t33\n\t999\t'
    const read = readCodes(pasted, '\t')
    if (read.type !== 'codes') throw new Error('nothing read')
    expect(read.unread).toEqual([4])
    const merged = mergeCodes(list, read.codes, (code) => code === '33')
    expect([merged.added, merged.changed]).toEqual([1, 1])
    expect(merged.list.codes.at(-1)).toEqual({ code: '330624', title: { 'zh-CN': '新昌县' }, parent: '3306' })
    expect(merged.list.codes[1]?.title).toEqual({ 'zh-CN': '绍兴' })
  })

  it('go out as a file and come back the same', () => {
    const odd: CodeList = {
      ...list,
      codes: [...list.codes, { code: '-1', title: { 'zh-CN': '=甲,"乙"', en: '@x' }, retired: true }],
    }
    const read = readCodes(codesCsv(odd, ['代码', '名称（中文）', '名称（英文）', '上级代码', '停用'], '是'), ',')
    expect(read).toMatchObject({ type: 'codes', codes: odd.codes, unread: [] })
  })
})

describe('a table as text', () => {
  const cell = fc.string({ maxLength: 8 }).map((text) => text.replace(/[\r\0]/g, ''))
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })

  it('is the same after a file was written and read', () => {
    fc.assert(
      fc.property(rows, (table) => {
        const back = readTable(writeCsv(table), ',').map((row) =>
          row.map((text) => text.replace(/^'(?=[=+\-@\t])/, '')),
        )
        expect(back).toEqual(table.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t])/, ''))))
      }),
    )
  })

  it('leaves the quotes of an expression alone', () => {
    const table = [
      ['"a","b"', '> 3'],
      ['"red"', 'a\nb'],
    ]
    expect(readTable(writeTable(table), '\t')).toEqual(table)
  })
})
