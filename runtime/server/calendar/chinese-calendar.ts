import chineseDays from 'chinese-days'
import type { WorkingCalendar } from './due.ts'

/** Public holidays and make-up days as the State Council has announced them; other years follow the week. */
export const chineseCalendar: WorkingCalendar = { isWorkday: remembered((day) => chineseDays.isWorkday(day)) }

const mostDays = 5000

/** Days are asked for again and again, and looking one up is slow. */
function remembered(isWorkday: (day: string) => boolean) {
  const known = new Map<string, boolean>()
  return (day: string): boolean => {
    const answer = known.get(day) ?? isWorkday(day)
    if (known.size >= mostDays) known.clear()
    known.set(day, answer)
    return answer
  }
}
