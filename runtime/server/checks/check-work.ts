import { type Coverage, type DefinitionKind, parseDefinition } from '#definitions'
import type { Finding, LocalizedText } from '#findings'
import type { ProcessStart } from '../execution/start-triggers.ts'
import { installedBundles } from '../releases/installed-bundles.ts'
import { draftsOf } from '../releases/publish.ts'
import { layersAbove } from '../releases/region-layers.ts'
import { type Resolve, type Resolved, resolverOn } from '../releases/resolver.ts'
import { type CountCases, type Counted, countCases } from '../statistics/case-counts.ts'
import type { Db } from '../store/store.ts'
import { coverNow, type RanScenario } from './cover-drafts.ts'

/** What takes long, as plain data. What is stored is read where the question is answered. */
export interface CheckQuestions {
  /** A definition that nobody has checked yet. */
  readonly definition: { readonly kind: DefinitionKind; readonly content: string }
  /** What a region would run by what is stored. */
  readonly resolve: { readonly region: string; readonly asked: Resolve }
  /** What begins cases of a stored release by itself. */
  readonly starts: { readonly digest: string; readonly at: number }
  /** How many cases there are. */
  readonly counts: CountCases
  /** What some of the scenarios of a region go through in its drafts. */
  readonly coverage: { readonly region: string; readonly from: number; readonly jobTypes?: readonly string[] }
}

export interface CheckAnswers {
  readonly definition: {
    readonly findings: readonly Finding[]
    /** What it is called, where it says so. */
    readonly title?: LocalizedText
  }
  readonly resolve: Resolved
  readonly starts: readonly ProcessStart[]
  readonly counts: Counted
  readonly coverage: {
    readonly findings: readonly Finding[]
    readonly all?: number
    readonly ran?: readonly RanScenario[]
    readonly coverage?: Coverage
  }
}

export type CheckQuestion = {
  [T in keyof CheckQuestions]: { readonly type: T } & CheckQuestions[T]
}[keyof CheckQuestions]

/** Does the work that takes long. `stored` opens the store for reading. */
export async function checkNow(
  question: CheckQuestion,
  stored: () => Promise<Db>,
): Promise<CheckAnswers[keyof CheckAnswers]> {
  switch (question.type) {
    case 'definition': {
      const { definition, findings } = await parseDefinition(question.kind, question.content)
      return { title: definition?.title, findings: theFirst(findings) }
    }
    case 'resolve': {
      const resolved = await resolverOn(await stored()).resolve(question.region, question.asked)
      return { ...resolved, findings: theFirst(resolved.findings) }
    }
    case 'starts':
      return resolverOn(await stored()).startsOf(question.digest, question.at)
    case 'counts':
      return countCases(await stored(), question)
    case 'coverage': {
      const { region, from, jobTypes } = question
      const db = await stored()
      const [bundles, layers, drafts] = await Promise.all([
        installedBundles(db),
        layersAbove(db, region),
        draftsOf(db, region),
      ])
      return coverNow({ region, bundles, layers, drafts, jobTypes }, from)
    }
  }
}

/** Nobody reads more of them at once. */
const mostFindings = 500

/** Errors before the others, where there are too many. */
function theFirst(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= mostFindings) return findings
  const errors = findings.filter(({ severity }) => severity === 'error')
  return [...errors, ...findings.filter(({ severity }) => severity !== 'error')].slice(0, mostFindings)
}
