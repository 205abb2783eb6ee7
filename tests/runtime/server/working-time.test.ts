import { describe, expect, it } from 'vitest'
import { dueOf } from '#definitions'
import { chineseCalendar } from '#runtime/server'

const at = (local: string) => Date.parse(`${local}:00+08:00`)
const due = (value: number, kind: 'urgent_hour' | 'work_hour' | 'work_day' | 'natural_day', from: string) =>
  new Date(dueOf({ value, kind }, at(from), chineseCalendar) + 8 * 3_600_000).toISOString().slice(0, 16)

describe('a time limit', () => {
  it('in urgent hours runs day and night', () => {
    expect(due(2, 'urgent_hour', '2026-03-06T23:30')).toBe('2026-03-07T01:30')
  })

  it('in working hours runs within working time, over lunch and the night', () => {
    expect(due(2, 'work_hour', '2026-03-02T09:00')).toBe('2026-03-02T11:00')
    expect(due(4, 'work_hour', '2026-03-02T09:00')).toBe('2026-03-02T14:30')
    expect(due(8, 'work_hour', '2026-03-02T16:30')).toBe('2026-03-03T17:00')
    expect(due(1, 'work_hour', '2026-03-02T06:00')).toBe('2026-03-02T09:30')
    expect(due(1, 'work_hour', '2026-03-06T17:30')).toBe('2026-03-09T09:30')
  })

  it('in working days ends with the working time of the last day, weekends left out', () => {
    expect(due(5, 'work_day', '2026-03-02T09:00')).toBe('2026-03-09T17:30')
    expect(due(0, 'work_day', '2026-03-02T09:00')).toBe('2026-03-02T17:30')
    expect(due(1, 'work_day', '2026-03-07T10:00')).toBe('2026-03-10T17:30')
  })

  it('leaves out the holidays of 2026 and works on their make-up days', () => {
    // 春节: 15 to 23 February off, 14 and 28 February worked. 国庆: 1 to 7 October off, 20 September and 10 October worked.
    expect(due(2, 'work_day', '2026-02-13T10:00')).toBe('2026-02-24T17:30')
    expect(due(1, 'work_day', '2026-02-27T10:00')).toBe('2026-02-28T17:30')
    expect(due(2, 'work_day', '2026-09-30T10:00')).toBe('2026-10-09T17:30')
    expect(due(3, 'work_day', '2026-09-30T10:00')).toBe('2026-10-10T17:30')
    expect(due(8, 'work_hour', '2026-04-30T13:30')).toBe('2026-05-06T14:00')
  })

  it('in natural days ends with the last day', () => {
    expect(due(3, 'natural_day', '2026-02-13T10:00')).toBe('2026-02-16T23:59')
    expect(due(0, 'natural_day', '2026-02-13T10:00')).toBe('2026-02-13T23:59')
  })

  it('that is no number, or longer than ten years, is none', () => {
    expect(() => due(Number.NaN, 'work_day', '2026-03-02T09:00')).toThrow(RangeError)
    expect(() => due(-1, 'work_day', '2026-03-02T09:00')).toThrow(RangeError)
    expect(() => due(1e9, 'work_hour', '2026-03-02T09:00')).toThrow(RangeError)
  })
})
