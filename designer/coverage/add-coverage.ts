import type { CoveragePart } from '#runtime/api'

export type Coverage = NonNullable<CoveragePart['coverage']>
type Part = Coverage['forms'][number]['parts'][number]

/** What two sets of scenarios go through together: their times add up. Both are of the same definitions. */
export function addCoverage(one: Coverage | undefined, other: Coverage): Coverage {
  if (!one) return other
  return {
    processes: other.processes.map((process) => {
      const before = one.processes.find(({ id }) => id === process.id)
      return {
        ...process,
        elements: added(before?.elements, process.elements),
        flows: added(before?.flows, process.flows),
      }
    }),
    decisions: other.decisions.map((each) => withParts(one.decisions, each)),
    forms: other.forms.map((each) => withParts(one.forms, each)),
  }
}

function withParts<T extends { id: string; parts: Part[] }>(before: readonly T[], each: T): T {
  return { ...each, parts: added(before.find(({ id }) => id === each.id)?.parts, each.parts) }
}

function added(before: readonly Part[] = [], now: readonly Part[]): Part[] {
  const times = new Map(before.map((part) => [part.id, part.times]))
  return now.map((part) => ({ ...part, times: part.times + (times.get(part.id) ?? 0) }))
}
