import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import {
  type Bundle,
  type Coverage,
  compileRelease,
  coverageOf,
  coverageSums,
  hasErrors,
  type PlayedScenario,
  playOn,
  resolveRelease,
  stagesOn,
} from '#definitions'
import { type Finding, type Locale, localize } from '#findings'
import { chineseCalendar as calendar } from '../calendar/chinese-calendar.ts'
import { type CommandOutput, commandLocale, type Progress, speaking } from './command-output.ts'
import { readFolder, readRequired, shipped } from './read-bundles.ts'
import { reportFindings } from './report-findings.ts'

export interface TestArguments {
  /** Folder of the bundle. */
  readonly bundle: string
  /** Only scenarios whose id contains this. */
  readonly only?: string
  /** File to write the coverage to, as JSON. */
  readonly coverage?: string
  /** Fails where less than this share of elements, flows, rules or fields is covered, in percent. */
  readonly min?: string
  readonly with?: readonly string[]
  readonly json?: boolean
  readonly lang?: string
}

/**
 * `gezhi test BUNDLE`: plays its scenarios on the region it is for and says what they cover. Exit code 0: all came out as they
 * should; 1: one did not, the bundle has errors, or too little is covered; 2: no such folder.
 */
export async function test(args: TestArguments, out: CommandOutput): Promise<number> {
  const locale = commandLocale(args.lang)
  const say = speaking(locale)
  const folder = resolve(args.bundle)
  const least = args.min === undefined ? 0 : Number(args.min)
  if (!existsSync(folder) || !(least >= 0 && least <= 100)) {
    out.note(
      say(
        `没有文件夹“${args.bundle}”，或 --min 不在 0 到 100 之间。`,
        `There is no folder "${args.bundle}", or --min is not from 0 to 100.`,
      ),
    )
    return 2
  }
  const { bundle, played, coverage, findings } = await playAll(folder, args, out.progress)
  if (!bundle || !coverage || hasErrors(findings)) {
    if (args.json) out.line(JSON.stringify({ ok: false, findings }))
    else reportFindings(findings, locale, out)
    return 1
  }
  if (args.coverage !== undefined) await writeFile(args.coverage, `${JSON.stringify(coverage, null, 2)}\n`)
  const sums = coverageSums(coverage)
  const failed = played.filter((one) => hasErrors(one.findings))
  const enough = Object.values(sums).every(({ covered, all }) => all === 0 || (covered / all) * 100 >= least)
  if (args.json) {
    const scenarios = played.map(({ scenario: { id }, findings: found }) => ({
      id,
      ok: !hasErrors(found),
      findings: found,
    }))
    out.line(JSON.stringify({ ok: failed.length === 0 && enough, scenarios, coverage: sums }))
  } else {
    report(played, coverage, locale, out)
    if (!enough) out.line(say(`✘ 覆盖不足 ${least}%`, `✘ Less than ${least}% is covered`))
  }
  return failed.length === 0 && enough ? 0 : 1
}

interface Played {
  readonly bundle?: Bundle
  readonly played: readonly PlayedScenario[]
  readonly coverage?: Coverage
  readonly findings: readonly Finding[]
}

async function playAll(
  folder: string,
  { with: others = [], only = '' }: TestArguments,
  progress?: Progress,
): Promise<Played> {
  const { bundle, findings } = await readFolder(folder)
  if (!bundle) return { played: [], findings }
  const required = await readRequired(bundle, [...others.map((other) => resolve(other)), dirname(folder), shipped])
  const all = [...findings, ...required.findings]
  const region = bundle.manifest.region ?? 'check'
  const { release, findings: found } = await resolveRelease(region, [bundle, ...required.bundles], [], { calendar })
  if (!release) return { bundle, played: [], findings: [...all, ...found] }
  const compiled = await compileRelease(release, { calendar })
  const stage = stagesOn(compiled)
  const scenarios = Object.values(bundle.scenarios).filter(({ id }) => id.includes(only))
  const played: PlayedScenario[] = []
  for (const [at, scenario] of scenarios.entries()) {
    progress?.(at, scenarios.length, scenario.id)
    played.push(playOn(await stage(scenario)))
  }
  progress?.(scenarios.length, scenarios.length)
  return { bundle, played, coverage: ofBundle(coverageOf(compiled, played), bundle), findings: [...all, ...found] }
}

/** What the bundle brings or changes itself; it need not cover what it builds on. */
function ofBundle({ processes, decisions, forms }: Coverage, bundle: Bundle): Coverage {
  const brings = (kind: 'process' | 'decision' | 'form', table: object, id: string) =>
    Object.hasOwn(table, id) || Object.hasOwn(bundle.patches, `${kind}/${id}`)
  return {
    processes: processes.filter(({ id }) => brings('process', bundle.processes, id)),
    decisions: decisions.filter(({ id }) => brings('decision', bundle.decisions, id)),
    forms: forms.filter(({ id }) => brings('form', bundle.forms, id)),
  }
}

function report(played: readonly PlayedScenario[], coverage: Coverage, locale: Locale, out: CommandOutput): void {
  const say = speaking(locale)
  for (const { scenario, findings } of played) {
    out.line(`${hasErrors(findings) ? '✘' : '✔'} ${scenario.id}  ${localize(scenario.title, locale)}`)
    reportFindings(findings, locale, out)
  }
  if (played.length === 0) out.line(say('没有场景', 'There are no scenarios'))
  const names = {
    elements: say('元素', 'elements'),
    flows: say('连线', 'flows'),
    rules: say('决策规则', 'rules of decisions'),
    fields: say('字段', 'fields'),
  }
  const sums = coverageSums(coverage)
  out.line(say('覆盖：', 'Coverage:'))
  for (const [kind, name] of Object.entries(names)) {
    const { covered, all } = sums[kind as keyof typeof sums]
    if (all > 0) out.line(`    ${name}  ${covered}/${all}  ${Math.floor((covered / all) * 100)}%`)
  }
  for (const place of missed(coverage)) out.line(`    ${say('未覆盖', 'not covered')}  ${place}`)
}

function missed({ processes, decisions, forms }: Coverage): string[] {
  const left = (owner: string, parts: readonly { readonly id: string; readonly times: number }[]) =>
    parts.filter(({ times }) => times === 0).map(({ id }) => `${owner}#${id}`)
  return [
    ...processes.flatMap(({ id, elements, flows }) => left(id, [...elements, ...flows])),
    ...decisions.flatMap(({ id, parts }) => left(id, parts)),
    ...forms.flatMap(({ id, parts }) => left(id, parts)),
  ].slice(0, 40)
}
