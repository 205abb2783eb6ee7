import type { LocalizedText } from '#findings'
import type { CompiledRelease } from '../compile-release.ts'
import type { Trace } from './trace.ts'

/** 覆盖: what of a release a set of scenarios goes through. Each part says how many of them do. */
export interface Coverage {
  readonly processes: readonly ProcessCoverage[]
  readonly decisions: readonly CoveredOwner[]
  readonly forms: readonly CoveredOwner[]
}

export interface CoveredPart {
  readonly id: string
  readonly title?: LocalizedText
  /** Scenarios that go through it. */
  readonly times: number
}

/** A decision with the rules of its table, a form with its fields and groups. */
export interface CoveredOwner {
  readonly id: string
  readonly title: LocalizedText
  readonly parts: readonly CoveredPart[]
}

export interface ProcessCoverage {
  readonly id: string
  readonly title: LocalizedText
  readonly elements: readonly CoveredPart[]
  readonly flows: readonly CoveredPart[]
}

/** Parts that are gone through, of all there are. */
export interface CoverageSum {
  readonly covered: number
  readonly all: number
}

export function coverageOf(
  { processes, decisions, forms }: Pick<CompiledRelease, 'processes' | 'decisions' | 'forms'>,
  played: readonly { readonly trace: Trace }[],
): Coverage {
  const count = (of: keyof Trace) => counted(played.map(({ trace }) => trace[of]))
  const times = { elements: count('elements'), flows: count('flows'), rules: count('rules'), fields: count('fields') }
  return {
    processes: [...processes.values()].map(({ id, title, nodes }) => {
      const flows = [...nodes.values()].flatMap(({ outgoing }) => outgoing)
      return {
        id,
        title,
        elements: [...nodes.values()].map((node) => part(times.elements, id, node.id, node.name)),
        flows: flows.map((flow) => part(times.flows, id, flow.id, flow.name)),
      }
    }),
    decisions: Object.values(decisions).map(({ id, name, logic }) => ({
      id,
      title: name,
      parts: logic.kind === 'table' ? logic.rules.map((rule) => part(times.rules, id, rule.id)) : [],
    })),
    forms: [...forms.values()]
      .filter(({ form }) => !form.part)
      .map(({ form, nodes }) => ({
        id: form.id,
        title: form.title,
        parts: nodes.flatMap((node) =>
          node.kind === 'field' || node.kind === 'group' ? [part(times.fields, form.id, node.id, node.node.title)] : [],
        ),
      })),
  }
}

/** How much is covered, by kind of part. */
export function coverageSums({ processes, decisions, forms }: Coverage): {
  readonly [K in 'elements' | 'flows' | 'rules' | 'fields']: CoverageSum
} {
  return {
    elements: sum(processes.flatMap(({ elements }) => elements)),
    flows: sum(processes.flatMap(({ flows }) => flows)),
    rules: sum(decisions.flatMap(({ parts }) => parts)),
    fields: sum(forms.flatMap(({ parts }) => parts)),
  }
}

function sum(parts: readonly CoveredPart[]): CoverageSum {
  return { covered: parts.filter(({ times }) => times > 0).length, all: parts.length }
}

function counted(sets: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const set of sets) for (const place of set) times.set(place, (times.get(place) ?? 0) + 1)
  return times
}

function part(times: ReadonlyMap<string, number>, owner: string, id: string, title?: LocalizedText): CoveredPart {
  return { id, ...(title && { title }), times: times.get(`${owner}/${id}`) ?? 0 }
}
