import { describe, expect, it } from 'vitest'
import { figuresCsv } from '../../designer/running/figures-csv.ts'
import { heatOf } from '../../designer/running/heat-of.ts'
import { runningWords } from '../../designer/running/running-words.ts'
import { durationWords } from '../../runtime/client/dates/duration-words.ts'

const [zh, en] = [runningWords['zh-CN'], runningWords.en]
const hour = 3_600_000

describe('a duration', () => {
  it.each([
    [0, '不足 1 秒', 'under 1 s'],
    [45_000, '45秒', '45 s'],
    [12 * 60_000 + 5_000, '12分5秒', '12 min 5 s'],
    [2 * hour, '2小时', '2 h'],
    [76 * hour + 59_000, '3天4小时', '3 d 4 h'],
    [24 * hour + 60_000, '1天', '1 d'],
  ])('of %i milliseconds is said in its two largest units', (milliseconds, chinese, english) => {
    expect([durationWords(milliseconds, zh), durationWords(milliseconds, en)]).toEqual([chinese, english])
  })
})

describe('heat', () => {
  it('grows with the figure, tells the rare from the absent, and is hottest at the greatest', () => {
    expect([0, 1, 50, 400, 1000].map((value) => heatOf(value, 1000))).toEqual([0, 1, 2, 4, 5])
    expect([heatOf(0, 0), heatOf(3, 3)]).toEqual([0, 5])
  })
})

describe('the figures as a spreadsheet', () => {
  it('carry durations in seconds, quote what needs it and hold nothing that would be executed', () => {
    const rows = [
      { elementId: 'a', title: '=HYPERLINK("x")', waiting: 2, incidents: 1, done: 7, mean: 90_500, p95: 120_000 },
      { elementId: 'b', title: '检查, 复查', waiting: 0, incidents: 0, done: 3 },
    ]
    expect(figuresCsv(rows, zh)).toBe(
      '\uFEFF环节,id,等待中,故障,已通过,平均用时 (秒),95% 用时 (秒)\r\n' +
        '"\'=HYPERLINK(""x"")",a,2,1,7,90.5,120\r\n' +
        '"检查, 复查",b,0,0,3,,\r\n',
    )
  })
})
