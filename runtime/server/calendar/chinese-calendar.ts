import chineseDays from 'chinese-days'
import type { WorkingCalendar } from './due.ts'

/** Public holidays and make-up days as the State Council has announced them; other years follow the week. */
export const chineseCalendar: WorkingCalendar = { isWorkday: (day) => chineseDays.isWorkday(day) }
