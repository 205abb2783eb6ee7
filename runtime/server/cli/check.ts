import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import {
  type Bundle,
  compileRelease,
  type Definitions,
  definitionPath,
  forOtherEngine,
  playOn,
  readActions,
  resolveRelease,
  type Scenario,
  stagesOn,
} from '#definitions'
import { secondOpinion } from '#engine/crosscheck'
import { type Finding, type Locale, localize } from '#findings'
import { chineseCalendar } from '../calendar/chinese-calendar.ts'
import { type CommandOutput, commandLocale, type Progress, speaking } from './command-output.ts'
import { readFolder, readRequired, shipped } from './read-bundles.ts'
import { reportFindings } from './report-findings.ts'

export interface CheckArguments {
  /** Folder of the bundle. */
  readonly bundle: string
  /** Write one JSON document instead of sentences. */
  readonly json?: boolean
  readonly lang?: string
  /** Folders that hold the bundles it requires, each under its id; the bundle's neighbours and those that ship are found anyway. */
  readonly with?: readonly string[]
  /** Job types that are offered where it will run; unchecked where left out. */
  readonly jobTypes?: readonly string[]
}

const calendar = chineseCalendar

interface CheckResult {
  readonly bundle?: Bundle
  readonly digest?: string
  readonly scenarios: number
  readonly findings: readonly Finding[]
}

/**
 * `gezhi check BUNDLE`: reads a bundle with those it requires, resolves a release of them and plays the bundle's
 * scenarios, on the npm package bpmn-engine as well where that can. Writes every finding with file, node, message and remedy.
 *
 * Exit code 0 without errors, 1 with errors, 2 where there is no such folder.
 */
export async function check(args: CheckArguments, out: CommandOutput): Promise<number> {
  const locale = commandLocale(args.lang)
  const folder = resolve(args.bundle)
  if (!existsSync(folder)) {
    out.note(speaking(locale)(`没有文件夹“${args.bundle}”。`, `There is no folder "${args.bundle}".`))
    return 2
  }
  const result = await checkFolder(folder, args, out.progress)
  const errors = result.findings.filter(({ severity }) => severity === 'error').length
  if (args.json) out.line(JSON.stringify(document(result, errors)))
  else report(result, errors, locale, out)
  return errors > 0 ? 1 : 0
}

async function checkFolder(
  folder: string,
  { with: others = [], jobTypes }: CheckArguments,
  progress?: Progress,
): Promise<CheckResult> {
  const { bundle, findings } = await readFolder(folder)
  if (!bundle) return { scenarios: 0, findings }
  const required = await readRequired(bundle, [...others.map((other) => resolve(other)), dirname(folder), shipped])
  findings.push(...required.findings)
  const { release, findings: found } = await resolveRelease(
    bundle.manifest.region ?? 'check',
    [bundle, ...required.bundles],
    [],
    {
      jobTypes,
      calendar,
    },
  )
  findings.push(...found)
  if (!release) return { bundle, scenarios: 0, findings }
  const scenarios = Object.values(bundle.scenarios)
  const compiled = await compileRelease(release, { calendar })
  const stage = stagesOn(compiled)
  for (const [at, scenario] of scenarios.entries()) {
    progress?.(at, scenarios.length, scenario.id)
    findings.push(...playOn(await stage(scenario)).findings, ...(await doubts(release, scenario)))
  }
  progress?.(scenarios.length, scenarios.length)
  return { bundle, digest: release.digest, scenarios: scenarios.length, findings }
}

/** What the other engine makes of a scenario. */
async function doubts({ processes }: Definitions, { process, actions: given }: Scenario): Promise<Finding[]> {
  const definition = Object.hasOwn(processes, process) ? processes[process] : undefined
  const { actions } = readActions(given)
  if (!definition || !actions) return []
  const file = definitionPath('process', process)
  return (await secondOpinion(definition.xml, forOtherEngine(actions))).map((finding) => ({ ...finding, file }))
}

function document({ bundle, digest, scenarios, findings }: CheckResult, errors: number): unknown {
  const { id, version } = bundle?.manifest ?? {}
  return {
    ok: errors === 0,
    bundle: id,
    version,
    digest,
    scenarios,
    errors,
    warnings: findings.length - errors,
    findings,
  }
}

function report(
  { bundle, scenarios, findings }: CheckResult,
  errors: number,
  locale: Locale,
  out: CommandOutput,
): void {
  const say = speaking(locale)
  reportFindings(findings, locale, out)
  const name = bundle
    ? `${localize(bundle.manifest.title, locale)} ${bundle.manifest.version}`
    : say('定义包', 'The bundle')
  const warnings = findings.length - errors
  out.line(
    errors > 0
      ? say(`✘ ${name}：${errors} 个错误，${warnings} 个提醒`, `✘ ${name}: ${errors} error(s), ${warnings} warning(s)`)
      : say(
          `✔ ${name}：没有错误，${warnings} 个提醒，${scenarios} 个场景通过`,
          `✔ ${name}: no errors, ${warnings} warning(s), ${scenarios} scenario(s) passed`,
        ),
  )
}
