import { describe, expect, it } from 'vitest'
import { dueWords } from '../../../runtime/client/dates/due-words.ts'
import { dayWords, momentWords } from '../../../runtime/client/dates/moment-words.ts'

const now = new Date('2026-11-23T06:30:00Z')

describe('a due date', () => {
  it.each([
    ['2026-11-25T06:30:00Z', '还剩 2 天', '2 days left', 'later'],
    ['2026-11-23T09:29:00Z', '还剩 2 小时', '2 hours left', 'soon'],
    ['2026-11-23T06:30:20Z', '还剩 1 分钟', '1 minute left', 'soon'],
    ['2026-11-23T03:30:00Z', '已超期 3 小时', '3 hours overdue', 'overdue'],
    ['2026-11-22T06:30:00Z', '已超期 1 天', '1 day overdue', 'overdue'],
  ])('of %s reads %s, %s', (due, chinese, english, urgency) => {
    expect(dueWords(due, 'zh-CN', now)).toEqual({ text: chinese, urgency })
    expect(dueWords(due, 'en', now)).toEqual({ text: english, urgency })
  })
})

describe('a moment', () => {
  it('is told in China’s time, wherever the browser stands', () => {
    expect(momentWords('2026-11-23T16:05:00Z', 'zh-CN', now)).toBe('11月24日 00:05')
    expect(momentWords('2026-11-23T16:05:00Z', 'en', now)).toBe('24 Nov 00:05')
  })

  it('names its year where that is another one', () => {
    expect(dayWords('2025-12-31T15:59:00Z', 'zh-CN', now)).toBe('2025年12月31日')
    expect(dayWords('2025-12-31T16:00:00Z', 'zh-CN', now)).toBe('1月1日')
  })
})
