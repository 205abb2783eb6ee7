import { describe, expect, it } from 'vitest'
import { parseExpression, plain, type WorkingCalendar } from '#feel'

/** The week of the National Day of 2026, as it could be: off from 1 to 7 October, worked on Saturday the 10th. */
const calendar: WorkingCalendar = {
  holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
  workdays: ['2026-10-10'],
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '13:30', to: '17:30' },
  ],
}
const value = (source: string, context = {}) => plain(parseExpression(source, [], calendar).evaluate(context).value)

describe('the working calendar', () => {
  it.each([
    ['add working days(date("2026-09-30"), 1)', '2026-10-08'],
    ['add working days(date("2026-10-08"), 2)', '2026-10-10'],
    ['add working days(date("2026-10-08"), -1)', '2026-09-30'],
    ['add working days("2026-10-01", 0)', '2026-10-01'],
    ['add working days(date and time("2026-09-30T16:00:00+08:00"), 1)', '2026-10-08T16:00:00+08:00'],
    ['add working days(date: "2026-09-30", n: 1)', '2026-10-08'],
    ['增加工作日("2026-09-30", 1)', '2026-10-08'],
    ['add working days("2026-09-30", 1) < date("2026-10-09")', true],
    ['add working days("2026-09-30", 0.5)', null],
    ['add working days("2026-02-30", 1)', null],
    ['add working days(null, 1)', null],
    ['is holiday(date("2026-10-01"))', true],
    ['is holiday("2026-10-10")', false],
    ['is holiday("2026-10-11")', true],
    ['if 是节假日("2026-10-08") then "off" else "on"', 'on'],
    ['working hours between("2026-09-30T16:30:00", "2026-10-08T09:30:00")', 2],
    ['working hours between("2026-10-08T09:30:00", "2026-09-30T16:30:00")', -2],
    ['working hours between("2026-10-08T00:30:00Z", "2026-10-08T14:00:00+08:00")', 4],
    ['working hours between(date("2026-10-08"), date("2026-10-10"))', 15],
    ['工作小时数("2026-10-08", "2026-10-09") + 1', 8.5],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected)
  })

  it('takes what lies in variables', () => {
    expect(value('add working days(reported, days)', { reported: '2026-09-30', days: 3 })).toBe('2026-10-10')
  })

  it('gives nothing and warns where there is no calendar', () => {
    const { value: none, warnings } = parseExpression('is holiday("2026-10-01")').evaluate({})
    expect([none, warnings.map(({ type }) => type)]).toEqual([null, ['NO_CALENDAR']])
  })

  it('does a bounded amount of work', () => {
    const { warnings } = parseExpression('working hours between("0001-01-01", "9999-12-31")', [], calendar).evaluate({})
    expect(warnings.map(({ type }) => type)).toEqual(['TOO_EXPENSIVE'])
    expect(value('add working days("2026-10-01", 1000000)')).toBe(null)
  })
})
