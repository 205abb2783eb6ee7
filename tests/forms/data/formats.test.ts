import { describe, expect, it } from 'vitest'
import { compileForm, validateAnswers } from '#forms'
import { aForm, formatted } from '../a-form.ts'

const accepts = (format: string, value: string) =>
  validateAnswers(compileForm(aForm({ a: formatted(format) }), { codeLists: [] }), { a: value }, {}).length === 0

const cases: Readonly<Record<string, { readonly good: readonly string[]; readonly bad: readonly string[] }>> = {
  'citizen-id': {
    good: ['11010519491231002X', '999901199003070017', '999901201206010014'],
    bad: [
      '11010519491231002x',
      '110105194912310021',
      '999901199002300017',
      '999901990307001',
      '１1010519491231002X',
      ' 999901199003070017',
    ],
  },
  uscc: {
    good: ['91350100M000100Y43', '11999901000000019N', '51999901000000027D', '92999901MA000004XF'],
    bad: ['91350100M000100Y44', '91350100m000100y43', '91350100I000100Y43', '91350100M000100Y4'],
  },
  'mobile-phone': {
    good: ['13800001111', '19912345678'],
    bad: ['10000000001', '1380000111', '+8613800001111', '138 0000 1111'],
  },
  phone: {
    good: ['13800001111', '0575-83012345', '057583012345', '010-62345678-801', '400-800-1234'],
    bad: ['83012345', '110', '0575-1234567'],
  },
  'region-code': {
    good: ['330683', '330683001', '330683001001', '330683001001001'],
    bad: ['3306', '33068300', '33068300100100', '33068A'],
  },
  date: {
    good: ['2026-03-05', '2024-02-29'],
    bad: ['2026-02-29', '2026-3-5', '2026-13-01', '20260305', '2026-03-05T00:00:00Z'],
  },
}

describe.each(Object.entries(cases))('the format %s', (format, { good, bad }) => {
  it.each(good)('takes %s', (value) => expect(accepts(format, value)).toBe(true))
  it.each(bad)('refuses %s', (value) => expect(accepts(format, value)).toBe(false))
})
