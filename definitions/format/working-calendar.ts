import type { WorkingCalendar } from '#feel'
import type { Finding } from '#findings'
import type { CodeList } from '#forms'
import type { Definitions } from './bundle.ts'
import { definitionPath } from './definition-path.ts'
import { problem } from './finding.ts'

/**
 * 工作日历: code lists by which a region says how its working days differ from those of the country. Being code lists,
 * layers change them day by day, and they are looked at, compared and explained like any other.
 *
 * - `calendar-holidays`: further days off; each code is a day, `2026-04-08`.
 * - `calendar-workdays`: further days that are worked, also on a weekend or a public holiday.
 * - `calendar-hours`: the hours of a working day in place of the usual ones; each code is a span, `08:30-12:00`.
 */
export const calendarLists = {
  holidays: 'calendar-holidays',
  workdays: 'calendar-workdays',
  hours: 'calendar-hours',
} as const

interface Lists {
  readonly holidays?: CodeList
  readonly workdays?: CodeList
  readonly hours?: CodeList
}

/** What the country says where nobody does: Monday to Friday. */
const plainWeek: WorkingCalendar = {
  holidays: [],
  workdays: [],
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '13:30', to: '17:30' },
  ],
}

/** The calendar of a region: that of the country with what the region's code lists change. */
export function workingCalendar(
  definitions: Pick<Definitions, 'codeLists'>,
  country: WorkingCalendar | undefined,
): WorkingCalendar | undefined {
  const lists = listsOf(definitions)
  const first = lists.holidays ?? lists.workdays ?? lists.hours
  if (!first) return country
  const known = madeBefore.get(first)
  if (known && isSame(known, { ...lists, country })) return known.calendar
  const calendar = changed(lists, country)
  madeBefore.set(first, { ...lists, country, calendar })
  return calendar
}

interface Made extends Lists {
  readonly country: WorkingCalendar | undefined
}

/** What was made of lists last. What was read by a calendar is found again by it, so the same lists give the same one. */
const madeBefore = new WeakMap<CodeList, Made & { readonly calendar: WorkingCalendar }>()

function isSame(one: Made, other: Made): boolean {
  return (['holidays', 'workdays', 'hours', 'country'] as const).every((part) => one[part] === other[part])
}

function changed(lists: Lists, country: WorkingCalendar | undefined): WorkingCalendar {
  const off = new Set(codesOf(lists.holidays).filter(isDay))
  const worked = new Set(codesOf(lists.workdays).filter(isDay))
  const { holidays, workdays, hours } = country ?? plainWeek
  const own = codesOf(lists.hours).flatMap((code) => spanOf(code) ?? [])
  return {
    holidays: [...holidays.filter((day) => !worked.has(day)), ...off],
    workdays: [...workdays.filter((day) => !off.has(day)), ...worked],
    hours: own.length > 0 ? own.sort((one, other) => (one.from < other.from ? -1 : 1)) : hours,
  }
}

/** Codes of the calendar that are no day or no span, days that are off and worked, and hours that overlap. */
export function checkWorkingCalendar(definitions: Pick<Definitions, 'codeLists'>): Finding[] {
  const { holidays, workdays, hours } = listsOf(definitions)
  const off = new Set(codesOf(holidays))
  const spans = codesOf(hours).flatMap((code) => spanOf(code) ?? [])
  const sorted = spans.toSorted((one, other) => (one.from < other.from ? -1 : 1))
  return [
    ...[holidays, workdays].flatMap((list) => refused(list, isDay, noDay)),
    ...refused(hours, (code) => spanOf(code) !== undefined, noSpan),
    ...refused(workdays, (code) => !off.has(code), offAndWorked),
    ...(sorted.some(({ from }, index) => index > 0 && from < sorted[index - 1]!.to) ? [overlapping()] : []),
  ]
}

function listsOf({ codeLists }: Pick<Definitions, 'codeLists'>): Lists {
  const list = (id: string) => (Object.hasOwn(codeLists, id) ? codeLists[id] : undefined)
  return {
    holidays: list(calendarLists.holidays),
    workdays: list(calendarLists.workdays),
    hours: list(calendarLists.hours),
  }
}

function codesOf(list: CodeList | undefined): readonly string[] {
  return (list?.codes ?? []).map(({ code }) => code)
}

function refused(
  list: CodeList | undefined,
  holds: (code: string) => boolean,
  make: (file: string, code: string) => Finding,
): Finding[] {
  return codesOf(list)
    .filter((code) => !holds(code))
    .map((code) => make(definitionPath('codeList', list!.id), code))
}

function isDay(code: string): boolean {
  const date = /^\d{4}-\d\d-\d\d$/.test(code) ? new Date(`${code}T00:00:00Z`) : undefined
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === code
}

function spanOf(code: string): { from: string; to: string } | undefined {
  const [, from, to] = /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.exec(code) ?? []
  return from !== undefined && to !== undefined && from < to ? { from, to } : undefined
}

function noDay(file: string, node: string): Finding {
  return problem(
    'calendar-day',
    { file, node },
    [`“${node}”不是日期`, `"${node}" is no day`],
    ['请写成 2026-04-08 的形式', 'Write it as 2026-04-08'],
  )
}

function noSpan(file: string, node: string): Finding {
  return problem(
    'calendar-hours',
    { file, node },
    [`“${node}”不是时段`, `"${node}" is no span of hours`],
    ['请写成 08:30-12:00 的形式', 'Write it as 08:30-12:00'],
  )
}

function offAndWorked(file: string, node: string): Finding {
  return problem(
    'calendar-twice',
    { file, node },
    [`“${node}”既是节假日又是上班日`, `"${node}" is off and worked`],
    ['请从其中一个代码表删去这一天', 'Remove the day from one of the two lists'],
  )
}

function overlapping(): Finding {
  return problem(
    'calendar-overlap',
    { file: definitionPath('codeList', calendarLists.hours) },
    ['工作时段互相重叠', 'Spans of working hours overlap'],
    ['请调整时段的起止时间', 'Correct where they begin and end'],
  )
}
