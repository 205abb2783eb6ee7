import type { Finding } from '#findings'
import type { Scenario } from '../bundle.ts'
import { type CompiledRelease, compileRelease } from '../compile-release.ts'
import { definitionPath } from '../definition-path.ts'
import { problem } from '../finding.ts'

/** Where a scenario plays. */
export interface Stage {
  readonly scenario: Scenario
  readonly release: CompiledRelease
  /** Without an error it can play. */
  readonly findings: readonly Finding[]
}

/**
 * Makes the stages of scenarios on a release: one that states settings plays with those in the place of the region's, so
 * that a region may choose its own limits without failing a test that was written for others.
 */
export function stagesOn(release: CompiledRelease): (scenario: Scenario) => Promise<Stage> {
  const made = new Map<string, Promise<CompiledRelease>>()
  return async (scenario) => {
    const stated = Object.entries(scenario.settings ?? {})
    const unknown = stated.filter(([id]) => !Object.hasOwn(release.settings, id))
    const own = stated.filter(([id, value]) => JSON.stringify(release.settings[id]) !== JSON.stringify(value))
    const findings = unknown.map(([id]) => unknownSetting(scenario.id, id, Object.keys(release.settings)))
    if (own.length === 0 || unknown.length > 0) return { scenario, release, findings }
    const settings = { ...release.settings, ...Object.fromEntries(own) }
    const key = JSON.stringify(own.sort(([a], [b]) => (a < b ? -1 : 1)))
    const compiled = made.get(key) ?? compileRelease(release.release, { calendar: release.calendar, settings })
    made.set(key, compiled)
    return { scenario, release: await compiled, findings }
  }
}

function unknownSetting(scenario: string, id: string, there: readonly string[]): Finding {
  const known = there.slice(0, 20).join(', ')
  return problem(
    'setting-unknown',
    { file: definitionPath('scenario', scenario), node: id },
    [`场景写明的设置“${id}”不存在`, `The scenario states the setting "${id}", which does not exist`],
    [`请改用已有的设置（${known}）`, `Name a setting that exists (${known})`],
  )
}
