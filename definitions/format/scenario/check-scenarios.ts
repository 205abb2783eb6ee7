import type { Finding } from '#findings'
import type { Scenario } from '../bundle.ts'
import type { CompiledRelease } from '../compile-release.ts'
import { definitionPath } from '../definition-path.ts'
import { problem } from '../finding.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import { readActions } from './read-scenario.ts'
import { runScenario } from './run-scenario.ts'
import { type Stage, stagesOn } from './stage.ts'
import { newTrace, type Trace } from './trace.ts'

/** What became of one scenario. Without an error among the findings it came out as it should. */
export interface PlayedScenario {
  readonly scenario: Scenario
  readonly findings: readonly Finding[]
  readonly trace: Trace
}

/** Plays scenarios on a release. A finding says which step of which does not come out as it should. */
export async function checkScenarios(release: CompiledRelease, scenarios: readonly Scenario[]): Promise<Finding[]> {
  const findings: Finding[] = []
  const stage = stagesOn(release)
  for (const scenario of scenarios) findings.push(...playOn(await stage(scenario)).findings)
  return findings
}

/** Plays scenarios on a release, and says what of it they go through. */
export async function coverScenarios(
  release: CompiledRelease,
  scenarios: readonly Scenario[],
): Promise<{ readonly played: readonly PlayedScenario[]; readonly coverage: Coverage }> {
  const stage = stagesOn(release)
  const played: PlayedScenario[] = []
  for (const scenario of scenarios) played.push(playOn(await stage(scenario)))
  return { played, coverage: coverageOf(release, played) }
}

/** Plays one scenario, for callers that show progress or let others go first; `stagesOn` makes its stage. */
export function playOn({ release, scenario, findings: before }: Stage): PlayedScenario {
  const { processes } = release
  const file = definitionPath('scenario', scenario.id)
  const trace = newTrace()
  if (before.length > 0) return { scenario, trace, findings: before }
  const { actions, findings } = readActions(scenario.actions)
  if (!actions) return { scenario, trace, findings: findings.map((finding) => ({ ...finding, file })) }
  if (!processes.has(scenario.process)) {
    return { scenario, trace, findings: [unknownProcess(file, scenario.process, [...processes.keys()])] }
  }
  const startAt = scenario.startAt === undefined ? undefined : Date.parse(scenario.startAt)
  const options = { process: scenario.process, startAt, release, trace }
  const { steps, failure } = runScenario([...processes.values()], actions, options)
  const found = failure ? [failed(file, steps.length, failure['zh-CN'], failure.en ?? failure['zh-CN'])] : []
  return { scenario, trace, findings: found }
}

function failed(file: string, step: number, zh: string, en: string): Finding {
  return problem(
    'scenario-failed',
    { file, node: String(step) },
    [`第 ${step} 步：${zh}`, `Step ${step}: ${en}`],
    [
      '请改正定义；如果是有意的改变，请更新场景',
      'Correct the definitions, or bring the scenario up to date if the change is meant',
    ],
  )
}

function unknownProcess(file: string, id: string, there: readonly string[]): Finding {
  const known = there.join(', ')
  return problem(
    'process-unknown',
    { file, node: id },
    [`场景使用的流程“${id}”不存在`, `The scenario plays the process "${id}", which does not exist`],
    [`请改用已有的流程（${known}）`, `Name a process that exists (${known})`],
  )
}
