import { canonicalJson } from '../digest.ts'
import type { Words } from '../finding.ts'
import { isObject } from '../shape.ts'
import type { ScenarioExpectation } from './action.ts'
import type { ScenarioIncident, ScenarioStatus } from './status.ts'

/** Whether `said` is the id or one of the names of the element that stands at a place of the status. */
export type IsNamed = (said: string, found: string) => boolean

/** Where what is differs from what was expected, one sentence for each difference. */
export function differences(expected: ScenarioExpectation, status: ScenarioStatus, isNamed: IsNamed): Words[] {
  const { open, waiting, subscriptions, incidents, ended, timers, variables = {} } = expected
  return [
    ...unlessMatched('open', open, status.open, isNamed),
    ...unlessMatched('waiting', waiting, status.waiting, isNamed),
    ...unlessEqual('ended', ended, status.ended),
    ...unlessMatched('incidents', incidents, status.incidents, isIncident(isNamed)),
    ...unlessEqual('timers', timers, status.timers),
    ...(typeof subscriptions === 'number'
      ? unlessEqual('subscriptions', subscriptions, status.subscriptions.length)
      : unlessMatched('subscriptions', subscriptions, status.subscriptions, (said, found) => said === found)),
    ...Object.entries(variables).flatMap(([name, value]) =>
      unlessEqual(
        `variables.${name}`,
        value,
        Object.hasOwn(status.variables, name) ? status.variables[name] : undefined,
      ),
    ),
  ]
}

function unlessEqual(what: string, expected: unknown, found: unknown): Words[] {
  if (expected === undefined || shown(expected) === shown(found)) return []
  return [difference(what, shown(expected), shown(found))]
}

/** As lists without order: each expected entry has a partner of its own, and nothing is left over. */
function unlessMatched<E, F>(
  what: string,
  expected: readonly E[] | undefined,
  found: readonly F[],
  matches: (expected: E, found: F) => boolean,
): Words[] {
  if (expected === undefined) return []
  const left = [...found]
  const missing = expected.filter((entry) => {
    const partner = left.findIndex((candidate) => matches(entry, candidate))
    if (partner >= 0) left.splice(partner, 1)
    return partner < 0
  })
  return missing.length + left.length === 0 ? [] : [difference(what, shown(expected), shown(found))]
}

/** An incident is named by its element or its code, or by some of its members. */
function isIncident(isNamed: IsNamed): (said: unknown, found: ScenarioIncident) => boolean {
  return (said, found) => {
    if (typeof said === 'string') return said === found.code || isNamed(said, found.element)
    const members: Readonly<Record<string, unknown>> = { ...found }
    return isObject(said) && Object.entries(said).every(([name, value]) => shown(members[name]) === shown(value))
  }
}

function shown(value: unknown): string {
  return value === undefined ? '—' : canonicalJson(value)
}

/** One sentence about a value that is not what it should be. */
export function differenceOf(what: string, expected: unknown, found: unknown): Words {
  return difference(what, shown(expected), shown(found))
}

function difference(what: string, expected: string, found: string): Words {
  return [`${what} 应为 ${expected}，实际为 ${found}`, `${what} should be ${expected}, but is ${found}`]
}
