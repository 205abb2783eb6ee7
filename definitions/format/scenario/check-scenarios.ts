import type { Finding } from '#findings'
import type { Scenario } from '../bundle.ts'
import type { CompiledRelease } from '../compile-release.ts'
import { definitionPath } from '../definition-path.ts'
import { problem } from '../finding.ts'
import { readActions } from './read-scenario.ts'
import { runScenario } from './run-scenario.ts'

/** Plays scenarios on a release. A finding says which step of which does not come out as it should. */
export function checkScenarios({ processes }: CompiledRelease, scenarios: readonly Scenario[]): Finding[] {
  return scenarios.flatMap((scenario) => {
    const file = definitionPath('scenario', scenario.id)
    const { actions, findings } = readActions(scenario.actions)
    if (!actions) return findings.map((finding) => ({ ...finding, file }))
    if (!processes.has(scenario.process)) return [unknownProcess(file, scenario.process, [...processes.keys()])]
    const { steps, failure } = runScenario([...processes.values()], actions, { process: scenario.process })
    return failure ? [failed(file, steps.length, failure['zh-CN'], failure.en ?? failure['zh-CN'])] : []
  })
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
