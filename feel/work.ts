import type { FeelWarning } from './expression.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** How much one evaluation may do; a unit is about one node evaluated or one list item touched. */
export const workLimit = 100_000
const callDepthLimit = 50
const warningLimit = 20

class TooMuchWork extends Error {}

/** The account of one evaluation: what it has cost, what it warned of, and the moment it takes for now. */
export class Work {
  readonly warnings: FeelWarning[] = []
  readonly at: number | undefined
  spent = 0
  depth = 0
  /** Above 0 while a missing name is nothing to warn of. */
  quiet = 0

  readonly limit: number

  readonly calendar: WorkingCalendar | undefined

  constructor(at?: number, limit = workLimit, calendar?: WorkingCalendar) {
    this.at = at
    this.limit = limit
    this.calendar = calendar
  }

  /** What may still be done. */
  get left(): number {
    return this.limit - this.spent
  }

  spend(units: number): void {
    this.spent += units
    if (!(this.spent <= this.limit)) throw new TooMuchWork('The expression does more work than is allowed')
  }

  /** One more function call within another. */
  call<T>(body: () => T): T {
    this.depth += 1
    if (this.depth > callDepthLimit) throw new TooMuchWork('Functions call each other too deeply')
    try {
      return body()
    } finally {
      this.depth -= 1
    }
  }

  warn(type: string, message: string, { from, to }: { from: number; to: number }): null {
    if (this.quiet === 0 && this.warnings.length < warningLimit) {
      this.warnings.push({ type, message, position: { from, to } })
    }
    return null
  }

  failure(error: unknown, length: number): FeelWarning {
    const type = error instanceof TooMuchWork || error instanceof RangeError ? 'TOO_EXPENSIVE' : 'EVALUATION_FAILED'
    const message = error instanceof Error ? error.message : String(error)
    return { type, message, position: { from: 0, to: length } }
  }
}

/** What handling a value costs, its items and text included, not what lies deeper. */
export function shallowCost(value: unknown): number {
  if (typeof value === 'string') return 1 + (value.length >> 4)
  if (!Array.isArray(value)) return 1
  let cost = 1 + value.length
  for (const item of value) if (typeof item === 'string') cost += item.length >> 4
  return cost
}

/** Spends what a value costs with all that lies in it. A value that contains itself many times counts as often. */
export function spendDeeply(work: Work, value: unknown): void {
  const open: unknown[] = [value]
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    work.spend(typeof next === 'string' ? 1 + (next.length >> 4) : 1)
    if (typeof next !== 'object' || next === null) continue
    work.spend(Array.isArray(next) ? next.length : 0)
    for (const item of Array.isArray(next) ? next : Object.values(next)) open.push(item ?? null)
  }
}
