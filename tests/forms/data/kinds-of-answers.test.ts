import { describe, expect, it } from 'vitest'
import { type CodeList, compileForm, formState, validateAnswers } from '#forms'
import { type Asked, aForm, aGroup, choice, formatted, number, text } from '../a-form.ts'

const zh = (text: string) => ({ 'zh-CN': text })
const regions: CodeList = {
  id: 'region',
  title: zh('区划'),
  codes: [
    { code: '330683', title: zh('嵊州市') },
    { code: '330683001', title: zh('剡湖街道'), parent: '330683' },
    { code: '330683002', title: zh('三江街道'), parent: '330683' },
    { code: '330683001001', title: zh('东圃社区'), parent: '330683001' },
  ],
}
const object = { type: 'object' } as const
const problemOf = (asked: Asked, value: unknown, more: Record<string, Asked> = {}, others: object = {}) => {
  const compiled = compileForm(aForm({ ...more, it: asked }), { codeLists: [regions] })
  const [problem] = validateAnswers(compiled, { ...others, it: value }, {}, { today: '2026-03-05' })
  return problem && `${problem.code}: ${problem.message['zh-CN']}`
}
const file = { id: 'f1', name: 'a.jpg', type: 'image/jpeg', size: 9 }
const at = '2026-03-05T08:30:00+08:00'

describe('an answer', () => {
  const range: Asked = { schema: object, field: { widget: 'date-range' } }
  const place: Asked = { schema: object, field: { widget: 'map-point' } }
  const sign: Asked = { schema: object, field: { widget: 'signature' } }
  const home: Asked = { schema: object, field: { widget: 'address', codeList: 'region' } }
  const cascade: Asked = { schema: { type: 'string' }, field: { widget: 'cascade', codeList: 'region' } }
  const money: Asked = { schema: { type: 'integer', minimum: 0, maximum: 100_000 }, field: { widget: 'money' } }
  const photo: Asked = { schema: { type: 'array', items: object }, field: { widget: 'photo', stamp: ['time'] } }

  it.each<[string, Asked, unknown]>([
    ['a range of days', range, { from: '2026-03-01', to: '2026-03-05' }],
    ['a range of one day', range, { from: '2026-03-01', to: '2026-03-01' }],
    ['a range without end', { ...range, field: { widget: 'date-range', openEnd: true } }, { from: '2026-03-01' }],
    ['a place', place, { longitude: 120.83, latitude: 29.59, accuracy: 12 }],
    ['a drawn signature', sign, { file: { ...file, type: 'image/png' }, at }],
    ['a typed signature', sign, { name: '张三', at }],
    ['an address', home, { region: '330683001001', detail: '官河路18号' }],
    ['an address without a list', { ...home, field: { widget: 'address' } }, { detail: '官河路18号' }],
    ['the last level of a cascade', cascade, '330683001001'],
    ['a leaf that lies higher', cascade, '330683002'],
    ['any level, where that is taken', { ...cascade, field: { ...cascade.field, anyLevel: true } }, '330683'],
    ['an amount', money, 12_345],
    ['a photo that says when', photo, [{ ...file, stamp: { at } }]],
    ['two decimals', { ...number, field: { decimals: 2 } }, 0.07],
    ['a small number', { ...number, field: { decimals: 7 } }, 1e-7],
    ['today, where the future is not taken', { ...formatted('date'), field: { latest: 'today' } }, '2026-03-05'],
    ['a time of day', formatted('local-time'), '23:59'],
    ['a landline', formatted('landline'), '0575-83012345-8'],
  ])('is taken: %s', (_name, asked, value) => {
    expect(problemOf(asked, value)).toBeUndefined()
  })

  it.each<[Asked, unknown, string]>([
    [range, { from: '2026-03-05', to: '2026-03-01' }, 'date-order: “it”的结束日期早于开始日期，请核对。'],
    [range, { from: '2026-03-01' }, 'date-range: “it”缺少有效的结束日期，请补填。'],
    [range, { from: '2026-02-30', to: '2026-03-01' }, 'date-range: “it”缺少有效的开始日期，请补填。'],
    [range, { from: '2026-03-01', to: '2026-03-02', extra: 1 }, 'date-range: “it”的起止日期无法识别，请重新填写。'],
    [
      { ...range, field: { widget: 'date-range', latest: 'today' } },
      { from: '2026-03-01', to: '2026-03-06' },
      'too-late: “it”不能晚于今天。',
    ],
    [{ ...formatted('date'), field: { latest: 'today' } }, '2026-03-06', 'too-late: “it”不能晚于今天。'],
    [{ ...formatted('date'), field: { earliest: '2026-01-01' } }, '2025-12-31', 'too-early: “it”不能早于2026-01-01。'],
    [place, { longitude: 200, latitude: 29 }, 'map-point: “it”不是有效的位置，请在地图上重新标注。'],
    [place, { longitude: 120, latitude: 29, by: 'x' }, 'map-point: “it”不是有效的位置，请在地图上重新标注。'],
    [sign, { name: '张三' }, 'signature: “it”的签名无法识别，请重新签名。'],
    [sign, { name: '张三', file, at }, 'signature: “it”的签名无法识别，请重新签名。'],
    [sign, { file: { ...file, type: 'application/pdf' }, at }, 'signature: “it”的签名无法识别，请重新签名。'],
    [home, { detail: '官河路18号' }, 'address: “it”缺少所在区域，请选择。'],
    [home, { region: '330683001001', detail: ' ' }, 'address: “it”缺少详细地址，请填写到门牌号。'],
    [home, { region: '330683001', detail: '官河路18号' }, 'not-last-level: “it”还没有选到最后一级，请继续选择。'],
    [home, { region: '110000', detail: '官河路18号' }, 'not-offered: “it”的选项已不可用，请重新选择。'],
    [cascade, '330683001', 'not-last-level: “it”还没有选到最后一级，请继续选择。'],
    [cascade, '999999', 'not-offered: “it”的选项已不可用，请重新选择。'],
    [money, 12.5, 'type: “it”要填整数，例如 3。'],
    [money, 100_001, 'maximum: “it”不能大于 1000.00 元。'],
    [
      { schema: { type: 'integer' }, field: { widget: 'money' } },
      2 ** 60,
      'money: “it”不是有效的金额，请填写到分，例如 1234.50。',
    ],
    [{ ...number, field: { decimals: 2 } }, 0.075, 'decimals: “it”最多 2 位小数。'],
    [
      photo,
      [{ ...file, stamp: { place: { longitude: 120, latitude: 29 } } }],
      'file: “it”中有无法识别的文件，请重新上传。',
    ],
    [formatted('local-time'), '24:00', 'format: “it”不是有效的时间，请按 24 小时制填写，例如 08:30。'],
    [formatted('landline'), '13800001234', 'format: “it”不是有效的固定电话：填区号和号码，例如 0575-83012345。'],
  ])('is not taken, and the person is told what to do: %j %j', (asked, value, told) => {
    expect(problemOf(asked, value)).toBe(told)
  })

  it('lies below the answer that narrows it', () => {
    const street: Asked = {
      schema: { type: 'string' },
      field: { widget: 'cascade', codeList: 'region', anyLevel: true },
    }
    const below: Asked = {
      schema: { type: 'string' },
      field: { widget: 'choice', codeList: 'region', within: 'street' },
    }

    expect(problemOf(below, '330683001001', { street }, { street: '330683001' })).toBeUndefined()
    expect(problemOf(below, '330683001001', { street }, { street: '330683002' })).toContain('not-offered')
    expect(problemOf(below, '330683001001', { street }, {})).toContain('not-offered')
    expect(problemOf(below, '330683001001', { street }, { street: '330683' })).toContain('not-offered')
  })
})

describe('birth date, gender and age', () => {
  it('are taken from a citizen id by functions of the rules', () => {
    const form = aForm({ id: formatted('citizen-id'), born: text, sex: choice('1', '2'), years: number }, [
      ['born', 'value', 'citizen birth date(id)'],
      ['sex', 'value', 'citizen gender(id)'],
      ['years', 'value', 'citizen age(id)'],
    ])
    const compiled = compileForm(form, { codeLists: [] })
    const of = (id: string) => validateAnswers(compiled, { id }, {}, { today: '2026-03-05' }).map(({ path }) => path)

    expect(of('999901199003070017')).toEqual([])
    expect(formState(compiled, { id: '999901199003070017' }, {}, { today: '2026-03-05' }).answers).toMatchObject({
      born: '1990-03-07',
      sex: '1',
      years: 35,
    })
    expect(formState(compiled, { id: '999901199003070017' }, {}, { today: '2026-03-07' }).answers.years).toBe(36)
    expect(of('999901199003070018')).toEqual(['/id'])
  })
})

describe('a table of very many rows', () => {
  it('is refused before anything looks at it', () => {
    const compiled = compileForm(aForm({ rows: aGroup({ name: text }) }), { codeLists: [] })
    const rows = Array.from({ length: 100_000 }, (_, index) => ({ name: `${index}` }))

    expect(validateAnswers(compiled, { rows }, {})).toMatchObject([
      {
        code: 'too-many-items',
        path: '/rows',
        message: { 'zh-CN': '“rows”有 100000 项，最多 2000 项。请分几次提交，或以附件形式上传。' },
      },
    ])
  })
})
