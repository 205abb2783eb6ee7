import { FeelRange } from 'feelin'
import type { Builtin } from './builtins.ts'
import { equals, operators } from './operators.ts'
import type { Work } from './work.ts'

/** What two bounds are to each other, as FEEL compares them; `null` where it cannot. */
interface Compared {
  readonly less: (one: unknown, other: unknown) => boolean | null
  readonly same: (one: unknown, other: unknown) => boolean | null
}

type Holds = (one: FeelRange, other: FeelRange, by: Compared) => boolean | null

/** A relation of ranges; of points too where `points` says what it means there. What cannot be compared does not hold. */
function relation(parameters: readonly string[], holds: Holds, points?: Holds): Builtin {
  return {
    parameters,
    run: ([one, other], work) => {
      const by = comparedIn(work)
      if (one instanceof FeelRange && other instanceof FeelRange) return holds(one, other, by)
      return points ? points(asRange(one), asRange(other), by) : null
    },
  }
}

function asRange(value: unknown): FeelRange {
  if (value instanceof FeelRange) return value
  return { start: value, end: value, 'start included': true, 'end included': true } as unknown as FeelRange
}

function comparedIn(work: Work): Compared {
  const nowhere = { from: 0, to: 0 }
  return {
    less: (one, other) => operators['<']!(one, other, work, nowhere) as boolean | null,
    same: (one, other) => equals(one, other, work),
  }
}

const begins: Holds = (one, other, { less, same }) =>
  same(one.start, other.start) === true &&
  one['start included'] === other['start included'] &&
  (less(one.end, other.end) === true ||
    (same(one.end, other.end) === true && (!one['end included'] || Boolean(other['end included']))))

const finishes: Holds = (one, other, { less, same }) =>
  same(one.end, other.end) === true &&
  one['end included'] === other['end included'] &&
  (less(other.start, one.start) === true ||
    (same(one.start, other.start) === true && (!one['start included'] || Boolean(other['start included']))))

const contains: Holds = (outer, inner, { less, same }) =>
  (less(outer.start, inner.start) === true ||
    (same(outer.start, inner.start) === true && (Boolean(outer['start included']) || !inner['start included']))) &&
  (less(inner.end, outer.end) === true ||
    (same(inner.end, outer.end) === true && (Boolean(outer['end included']) || !inner['end included'])))

const coincides: Holds = (one, other, { same }) =>
  same(one.start, other.start) === true &&
  same(one.end, other.end) === true &&
  one['start included'] === other['start included'] &&
  one['end included'] === other['end included']

const overlapsBefore: Holds = (one, other, { less, same }) =>
  (less(one.start, other.start) === true ||
    (same(one.start, other.start) === true && Boolean(one['start included']) && !other['start included'])) &&
  (less(other.start, one.end) === true ||
    (same(one.end, other.start) === true && Boolean(one['end included']) && Boolean(other['start included']))) &&
  (less(one.end, other.end) === true ||
    (same(one.end, other.end) === true && (!one['end included'] || Boolean(other['end included']))))

const atStart: Holds = (point, range, { same }) => Boolean(range['start included']) && same(point.start, range.start)
const atEnd: Holds = (point, range, { same }) => Boolean(range['end included']) && same(point.end, range.end)
const turned =
  (holds: Holds): Holds =>
  (one, other, by) =>
    holds(other, one, by)

/** Relations of points and intervals (DMN 1.3, table 78) that feelin lacks. */
export const intervalFunctions: Readonly<Record<string, Builtin>> = {
  during: relation(['value', 'range'], turned(contains), turned(contains)),
  starts: relation(['value', 'range'], begins, atStart),
  'started by': relation(['range', 'value'], turned(begins), turned(atStart)),
  finishes: relation(['value', 'range'], finishes, atEnd),
  'finished by': relation(['range', 'value'], turned(finishes), turned(atEnd)),
  coincides: relation(['value1', 'value2'], coincides, coincides),
  'overlaps before': relation(['range1', 'range2'], overlapsBefore),
  'overlaps after': relation(['range1', 'range2'], turned(overlapsBefore)),
}
