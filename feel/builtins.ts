import { evaluate, FeelFunction } from 'feelin'
import { calendarFunctions } from './calendar-functions.ts'
import { dateOf } from './dates.ts'
import { feelinFunction } from './feelin-function.ts'
import { intervalFunctions } from './interval-functions.ts'
import { decimalOf, roundHalfEven } from './numbers.ts'
import { equals, operators } from './operators.ts'
import { compilePattern, spendOnMatching } from './patterns.ts'
import { isTemporal } from './values.ts'
import { shallowCost, spendDeeply, type Work } from './work.ts'

/** A function of the language; `parameters` are its parameter names, the last with `...` where it takes any number. */
export interface Builtin {
  readonly parameters: readonly string[]
  readonly run: (args: readonly unknown[], work: Work) => unknown
}

type Native = ((...args: unknown[]) => unknown) & { readonly $args: readonly string[] }

/** Taken over from feelin as they are: their time grows with their arguments at most. */
const taken: ReadonlySet<string> = new Set([
  ...['substring', 'string length', 'upper case', 'lower case', 'substring before', 'substring after', 'contains'],
  ...['starts with', 'ends with', 'string join', 'list contains', 'count', 'sum', 'mean', 'all', 'any'],
  ...['sublist', 'append', 'concatenate', 'insert before', 'remove', 'reverse', 'index of', 'product', 'median'],
  ...['stddev', 'mode', 'floor', 'ceiling', 'abs', 'round up', 'round down', 'round half up'],
  ...['round half down', 'modulo', 'sqrt', 'log', 'exp', 'odd', 'even', 'before', 'after', 'meets', 'met by'],
  ...['overlaps', 'includes', 'day of year', 'day of week', 'month of year', 'week of year', 'get value'],
  ...['get entries', 'context', 'context merge', 'context put', 'number', 'not', 'list replace', 'sort', 'flatten'],
  ...['string', 'is'],
])
/** Those that reckon with decimals. */
const reckons = new Set(['sum', 'mean', 'product', 'modulo', 'median'])
/** Those that look into what lies in their arguments. */
const deep = new Set(['string', 'flatten', 'is', 'get value', 'get entries', 'context', 'context merge', 'context put'])

function take(name: string): Builtin {
  let made: Native | undefined
  // The grammar is only asked for a function that is called.
  const native = () => {
    made ??= evaluate(name).value as Native
    return made
  }
  const spend = (work: Work, args: readonly unknown[]) => {
    if (deep.has(name)) spendDeeply(work, args)
    else for (const arg of args) work.spend(shallowCost(arg))
  }
  const run: Builtin['run'] = (args, work) => {
    spend(work, args)
    const given = native()(...args)
    const result = typeof given === 'number' && reckons.has(name) ? decimalOf(given) : given
    work.spend(shallowCost(result))
    return result
  }
  return {
    get parameters() {
      return native().$args
    },
    run,
  }
}

function pattern(
  parameters: readonly string[],
  run: (text: string, pattern: string, rest: readonly unknown[], work: Work) => unknown,
): Builtin {
  return {
    parameters,
    run: ([text, source, ...rest], work) => {
      if (typeof text !== 'string' || typeof source !== 'string') return null
      spendOnMatching(work, source, text)
      return run(text, source, rest, work)
    },
  }
}

const monthsBetween = feelinFunction('function(from, to) years and months duration(from, to)')

const ours: Readonly<Record<string, Builtin>> = {
  matches: pattern(['input', 'pattern', 'flags'], (text, source, [flags], work) => {
    return compilePattern(source, flagsOf(flags), work)?.matcher(text).find() ?? null
  }),
  replace: pattern(['input', 'pattern', 'replacement', 'flags'], (text, source, [replacement, flags], work) => {
    if (typeof replacement !== 'string') return null
    work.spend(((text.length + 1) * (replacement.length + 1)) >> 4)
    const compiled = compilePattern(source, flagsOf(flags), work)
    return compiled?.matcher(text).replaceAll(replacement.replace(/\\(?![$\\])/g, '\\\\')) ?? null
  }),
  split: pattern(['string', 'delimiter'], (text, source, _, work) => {
    work.spend(text.length >> 2)
    return compilePattern(source, '', work)?.split(text, -1) ?? null
  }),
  'years and months duration': {
    parameters: ['from', 'to'],
    run: ([from, to]) => wholeMonths(monthsBetween(from, to)),
  },
  decimal: {
    parameters: ['n', 'scale'],
    run: ([n, scale]) => (typeof n === 'number' && isPlaces(scale) ? roundHalfEven(n, scale) : null),
  },
  min: extreme('<'),
  max: extreme('>'),
  cycle: { parameters: ['repetitions', 'interval'], run: repeated },
  'distinct values': { parameters: ['list'], run: ([list], work) => distinct([list], work) },
  union: { parameters: ['...list'], run: (lists, work) => distinct(lists, work) },
  now: { parameters: [], run: (_, { at }) => (at === undefined ? null : moment(at)) },
  today: { parameters: [], run: (_, { at }) => (at === undefined ? null : day(at)) },
  'get or else': { parameters: ['value', 'default'], run: ([value, fallback]) => value ?? fallback ?? null },
  'is defined': { parameters: ['value'], run: ([value]) => value !== null && value !== undefined },
}

/** The least or greatest of comparable values, of a list or of the arguments (DMN 1.3, table 75). */
function extreme(sign: '<' | '>'): Builtin {
  return {
    parameters: ['...list'],
    run: (args, work) => {
      const [only] = args
      const values = args.length === 1 && Array.isArray(only) ? only : args
      work.spend(values.length)
      let found: unknown = values[0] ?? null
      for (const value of values.slice(1)) {
        const beats = operators[sign]!(value, found, work, { from: 0, to: 0 })
        if (typeof beats !== 'boolean') return null
        if (beats) found = value
      }
      return found
    },
  }
}

const durationFrom = feelinFunction('function(text) duration(text)')

/** Feelin counts the days that are left over as well; the type has none (DMN 1.3, table 72). */
function wholeMonths(duration: unknown): unknown {
  const found = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:\d+D)?(?:T.*)?$/.exec(String(duration))
  if (!found) return duration
  const [, sign, years = '0', months = '0'] = found
  return durationFrom(`${sign}P${years}Y${months}M`)
}

function isPlaces(scale: unknown): scale is number {
  return typeof scale === 'number' && Number.isInteger(scale) && Math.abs(scale) <= 300
}

/** The text of a repeating timer, as in Camunda 8: `cycle(3, duration("PT1H"))`, without end where one argument is given. */
function repeated([one, other]: readonly unknown[]): unknown {
  const [times, interval] = other === undefined ? [undefined, one] : [one, other]
  if (!isTemporal(interval) || !(times === undefined || times === null || Number.isInteger(times))) return null
  return `R${times ?? ''}/${String(interval)}`
}

const known = new Map<string, Builtin>(Object.entries({ ...ours, ...calendarFunctions, ...intervalFunctions }))

/** The function of that name. What is taken over is made when it is first asked for. */
export function builtin(name: string): Builtin | undefined {
  const found = known.get(name)
  if (found || !taken.has(name)) return found
  const made = take(name)
  known.set(name, made)
  return made
}

/** The builtin as a value, bound to the evaluation that calls it. */
export function asFunction({ run, parameters }: Builtin, work: Work): FeelFunction {
  return new FeelFunction((...args: unknown[]) => run(args, work), [...parameters])
}

/** Feelin says that a call failed by a value of a class of its own. */
export function failureOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('warning' in value) || !('template' in value)) return undefined
  return Object.getPrototypeOf(value) === Object.prototype ? undefined : String(value.warning)
}

const chinaOffset = '+08:00'
const momentFrom = feelinFunction('function(text) date and time(text)')

/** Now, in China Standard Time. */
function moment(at: number): unknown {
  return momentFrom(new Date(at + 8 * 3_600_000).toISOString().slice(0, 19) + chinaOffset)
}

/** The day that was asked for last: a value never changes, and a form asks for the same one many times. */
let lastDay: { readonly number: number; readonly value: unknown } | undefined

function day(at: number): unknown {
  const number = Math.floor((at + 8 * 3_600_000) / 86_400_000)
  if (lastDay?.number !== number) {
    lastDay = { number, value: dateOf(new Date(number * 86_400_000).toISOString().slice(0, 10)) }
  }
  return lastDay.value
}

function flagsOf(flags: unknown): string {
  return typeof flags === 'string' ? flags : ''
}

/** Items that equal none before them; plain texts and numbers at once, others by comparing. */
function distinct(lists: readonly unknown[], work: Work): unknown[] | null {
  const simple = new Set<unknown>()
  const result: unknown[] = []
  for (const list of lists) {
    if (!Array.isArray(list)) return null
    for (const item of list) {
      work.spend(1)
      const isSimple = typeof item !== 'object' || item === null
      if (isSimple ? simple.has(item) : result.some((other) => equals(item, other, work) === true)) continue
      if (isSimple) simple.add(item)
      result.push(item)
    }
  }
  return result
}
