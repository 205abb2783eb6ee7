import days from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { WorkingCalendar } from '#feel'

/**
 * Public holidays and make-up days as the State Council has announced them; other years follow the week. Read as data:
 * the functions of the package go by the time zone of the machine.
 */
export const chineseCalendar: WorkingCalendar = {
  holidays: Object.keys(days.holidays),
  workdays: Object.keys(days.workdays),
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '13:30', to: '17:30' },
  ],
}
