import { decimalOf } from '#feel'
import type { DecisionTable } from './decision.ts'
import { isEqual } from './equal.ts'

/** What a rule that matched gives: one value, or one by output name. */
export interface Hit {
  readonly ruleId: string
  readonly values: readonly unknown[]
}

export type Outcome =
  | { readonly value: unknown; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: { readonly code: string; readonly message: string } }

/** Makes one result of the rules that matched (DMN 1.3, 8.2.11). */
export function settleHits(table: DecisionTable, hits: readonly Hit[]): Outcome {
  const result = (hit: Hit) => resultOf(table, hit)
  switch (table.hitPolicy) {
    case 'UNIQUE':
      return hits.length < 2 ? first(hits, result) : severalHits('UNIQUE', hits)
    case 'ANY': {
      const differs = hits.some((hit) => !isEqual(hit.values, hits[0]?.values))
      return differs ? severalHits('ANY', hits) : first(hits, result)
    }
    case 'FIRST':
      return first(hits, result)
    case 'PRIORITY':
      return first(byPriority(table, hits), result)
    case 'OUTPUT ORDER':
      return { value: byPriority(table, hits).map(result) }
    case 'RULE ORDER':
      return { value: hits.map(result) }
    case 'COLLECT':
      return collect(table, hits.map(result))
  }
}

function resultOf({ outputs }: DecisionTable, { values }: Hit): unknown {
  if (outputs.length === 1) return values[0] ?? null
  return Object.fromEntries(outputs.map(({ name }, index) => [name, values[index] ?? null]))
}

function first(hits: readonly Hit[], value: (hit: Hit) => unknown): Outcome {
  return { value: hits[0] ? value(hits[0]) : null }
}

function severalHits(policy: string, hits: readonly Hit[]): Outcome {
  const rules = hits.map(({ ruleId }) => ruleId).join(', ')
  return {
    problem: { code: 'decision-several-hits', message: `Hit policy ${policy} is broken: rules ${rules} match.` },
  }
}

function byPriority({ outputs }: DecisionTable, hits: readonly Hit[]): Hit[] {
  const rank = (hit: Hit, index: number) => {
    const at = outputs[index]!.values.findIndex((allowed) => isEqual(allowed, hit.values[index]))
    return at < 0 ? Number.MAX_SAFE_INTEGER : at
  }
  return [...hits].sort((one, other) => {
    for (const index of outputs.keys()) {
      const difference = rank(one, index) - rank(other, index)
      if (difference !== 0) return difference
    }
    return 0
  })
}

function collect({ aggregation }: DecisionTable, values: readonly unknown[]): Outcome {
  if (aggregation === undefined) return { value: values }
  if (aggregation === 'COUNT') return { value: values.length }
  if (aggregation !== 'SUM') return extreme(aggregation, values)
  const numbers = values.filter((value) => typeof value === 'number')
  if (numbers.length < values.length) return notComparable(aggregation)
  return { value: numbers.length === 0 ? null : numbers.reduce((sum, number) => decimalOf(sum + number), 0) }
}

/** The least or greatest output: of numbers, or of texts, as which dates and times come (DMN 1.3, 8.2.11). */
function extreme(aggregation: 'MIN' | 'MAX', values: readonly unknown[]): Outcome {
  const [first = null] = values
  const isOfOneKind = typeof first === 'number' || typeof first === 'string'
  if (values.length > 0 && !(isOfOneKind && values.every((value) => typeof value === typeof first))) {
    return notComparable(aggregation)
  }
  const beats = (one: string | number, other: string | number) => (aggregation === 'MIN' ? one < other : one > other)
  return {
    value: (values as readonly (string | number)[]).reduce(
      (found, next) => (beats(next, found) ? next : found),
      first as string,
    ),
  }
}

function notComparable(aggregation: string): Outcome {
  return { problem: { code: 'decision-not-a-number', message: `${aggregation} needs numbers in every rule.` } }
}
