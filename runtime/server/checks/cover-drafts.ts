import {
  type Bundle,
  type CompiledRelease,
  type Coverage,
  compileRelease,
  coverageOf,
  digestOf,
  hasErrors,
  playOn,
  scenariosFor,
  stagesOn,
} from '#definitions'
import type { Finding, LocalizedText } from '#findings'
import { chineseCalendar } from '../calendar/chinese-calendar.ts'
import type { Draft } from '../releases/drafted-layer.ts'
import type { StoredLayer } from '../releases/region-layers.ts'
import { resolveLayers } from '../releases/resolve-region.ts'

export interface CoverDrafts {
  readonly region: string
  readonly bundles: readonly Bundle[]
  readonly layers: readonly StoredLayer[]
  readonly drafts: readonly Draft[]
  readonly jobTypes?: readonly string[] | undefined
}

export interface RanScenario {
  readonly id: string
  readonly title: LocalizedText
  readonly findings: readonly Finding[]
}

export interface CoverAnswer {
  readonly findings: readonly Finding[]
  readonly all: number
  readonly ran: readonly RanScenario[]
  /** Of those that were run now: the parts of all answers add up. Missing where nothing runs. */
  readonly coverage?: Coverage
}

/** Milliseconds after which an answer is given, so that whoever waits sees how far it is. */
const longestAnswer = 400

/** Runs scenarios on what the drafts come to, from the one of that number on, as many as fit in a short while. */
export async function coverNow(asked: CoverDrafts, from: number): Promise<CoverAnswer> {
  const { compiled, findings } = await compiledFor(asked)
  if (!compiled) return { findings, all: 0, ran: [] }
  const scenarios = scenariosFor(asked.bundles, compiled.release)
  const stage = stagesOn(compiled)
  const until = performance.now() + longestAnswer
  const played: ReturnType<typeof playOn>[] = []
  for (const scenario of scenarios.slice(from)) {
    played.push(playOn(await stage(scenario)))
    if (performance.now() >= until) break
  }
  return {
    findings,
    all: scenarios.length,
    ran: played.map(({ scenario: { id, title }, findings: found }) => ({ id, title, findings: found })),
    coverage: coverageOf(compiled, played),
  }
}

interface Compiled {
  readonly compiled?: CompiledRelease
  readonly findings: readonly Finding[]
}

/** The last that was asked about: the parts of one run come one after the other. */
let last: { readonly key: string; readonly bundles: readonly Bundle[]; readonly made: Compiled } | undefined

async function compiledFor({ region, bundles, layers, drafts, jobTypes }: CoverDrafts): Promise<Compiled> {
  const key = digestOf([region, layers, drafts])
  const known = last
  if (known?.key === key && bundles.every((bundle, index) => bundle === known.bundles[index])) return known.made
  const { release, findings } = await resolveLayers(region, bundles, layers, { drafts, jobTypes })
  const made: Compiled =
    release && !hasErrors(findings)
      ? { compiled: await compileRelease(release, { calendar: chineseCalendar }), findings }
      : { findings }
  last = { key, bundles, made }
  return made
}
