import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkForm,
  compileForm,
  type FormDefinition,
  pasteNodes,
  placedNodes,
  readForm,
  sampleAnswers,
  validateAnswers,
} from '#forms'
import { columnsClip } from '../../designer/form-editor/header-paste/columns-clip.ts'
import { type PastedColumn, pastedColumns } from '../../designer/form-editor/header-paste/pasted-columns.ts'
import { aForm } from '../forms/a-form.ts'

const columnsOf = (text: string): readonly PastedColumn[] => {
  const pasted = pastedColumns(text)
  return pasted.type === 'columns' ? pasted.columns : []
}
const kinds = (text: string) => Object.fromEntries(columnsOf(text).map(({ title, kind }) => [title, kind]))

let ids = 0
const newId = (kind: string) => {
  ids += 1
  return `${kind}-${ids}`
}
const put = (form: FormDefinition, columns: readonly PastedColumn[], as: 'fields' | 'section' | 'table' = 'fields') =>
  pasteNodes(form, columnsClip(columns, as, { 'zh-CN': '名册' }, new Set()), { index: form.layout.length }, newId).form
const blank = aForm({})

describe('a header row pasted from a spreadsheet', () => {
  it('becomes fields of the kinds its words tell', () => {
    expect(
      kinds(
        '序号\t* 姓名\t身份证号\t手机号码\t出生日期\t租金（元）\t面积（平方米）\t居住地址\t是否党员\t性别\t备注\t照片',
      ),
    ).toEqual({
      序号: 'text',
      姓名: 'text',
      身份证号: 'person-id',
      手机号码: 'phone',
      出生日期: 'date',
      租金: 'money',
      面积: 'number',
      居住地址: 'address',
      是否党员: 'yes-no',
      性别: 'choice',
      备注: 'long-text',
      照片: 'photo',
    })
  })

  it('takes what is needed, units and care from the header, and leaves out the serial number', () => {
    const [serial, name, citizenId, area] = columnsOf('序号\t姓名*\t身份证号（必填）\t面积（平方米）')

    expect(serial?.taken).toBe(false)
    expect(name).toMatchObject({ title: '姓名', required: true, sensitivity: 'personal' })
    expect(citizenId).toMatchObject({ title: '身份证号', required: true, sensitivity: 'sensitive' })
    expect(area).toMatchObject({ title: '面积', unit: '平方米', required: false, sensitivity: 'none' })
  })

  it('looks at the rows below where the words say nothing, or say another thing', () => {
    const rows = [
      ['号', '何时', '一', '二', '三', '租金'],
      ['330683190001010012', '2026/3/5', '12.5', '是', '自住', '面议'],
      ['330683190001010020', '2026年4月6日', '3', '否', '出租', '每月再谈'],
      ['', '2026-5-7', '007', '是', '自住', '面议'],
      ['', '2026.6.8', '4', '是', '自住', '看房再说'],
    ]

    expect(kinds(rows.map((row) => row.join('\t')).join('\r\n'))).toEqual({
      号: 'person-id',
      何时: 'date',
      一: 'text',
      二: 'yes-no',
      三: 'choice',
      租金: 'text',
    })
    expect(columnsOf(rows.map((row) => row.join('\t')).join('\n'))[4]?.options).toEqual(['自住', '出租'])
  })

  it('can be one edit: fields, a section or a table that can be published and filled', () => {
    const columns = columnsOf('姓名*\t身份证号\t性别\t租金（元）\t备注\n样例\t\t男\t800\t')
    for (const as of ['fields', 'section', 'table'] as const) {
      const form = put(blank, columns, as)
      const compiled = compileForm(form, { codeLists: [] })

      expect(checkForm(form, { codeLists: [] })).toEqual([])
      expect(readForm(JSON.parse(JSON.stringify(form))).findings).toEqual([])
      expect(validateAnswers(compiled, sampleAnswers(compiled, { today: '2026-03-05' }), {})).toEqual([])
    }
    expect(Object.keys(put(blank, columns).schema.properties)).toEqual([
      'name',
      'citizenId',
      'gender',
      'rent',
      'remarks',
    ])
  })

  it('is refused where it is too much to look through', () => {
    expect(pastedColumns(`姓名\t电话\n${'甲\t1\n'.repeat(100_000)}`).type).toBe('too-large')
    expect(pastedColumns(Array.from({ length: 300 }, (_, at) => `列${at}`).join('\t'))).toEqual({
      type: 'too-wide',
      count: 300,
    })
    expect(pastedColumns('  \n ').type).toBe('empty')
  })

  it('gives a form that can be read whatever is pasted', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom(
        '__proto__',
        'constructor',
        '<img src=x onerror=alert(1)>',
        '姓名',
        '姓名',
        '=1+1',
        '"',
        '（元）',
        '*',
      ),
    )
    const sheet = fc.array(fc.array(cell, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(sheet, fc.constantFrom('fields', 'section', 'table'), (rows, as) => {
        const columns = columnsOf(rows.map((row) => row.join('\t')).join('\n'))
        const form = put(blank, columns, as)

        expect(readForm(JSON.parse(JSON.stringify(form))).findings).toEqual([])
        const added = placedNodes(form).filter(({ node }) => node.kind === 'field').length
        expect(added).toBe(columns.filter(({ taken }) => taken).length)
      }),
    )
  })
})
