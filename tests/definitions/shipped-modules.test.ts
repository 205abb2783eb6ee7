import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compileRelease, coverScenarios, resolveRelease } from '#definitions'
import { chineseCalendar } from '#runtime/server'
import { shippedBundle, shippedFiles } from './bundle-files.ts'

/** Layers, the base and the rental module have tests of their own. */
const modules = readdirSync(join(import.meta.dirname, '../../definitions/bundles')).filter(
  (id) => id !== 'base' && !id.startsWith('rental-'),
)

describe.each(modules)('the module %s', (id) => {
  it('resolves without a finding and plays every element, flow and rule', async () => {
    const module = await shippedBundle(id)
    const { release, findings } = await resolveRelease('330683', [await shippedBundle('base'), module], [], {
      jobTypes: ['notice.send'],
      calendar: chineseCalendar,
    })
    expect(findings).toEqual([])
    const compiled = await compileRelease(release!, { calendar: chineseCalendar })
    const { played, coverage } = coverScenarios(compiled, Object.values(module.scenarios))
    expect(played.flatMap((each) => each.findings)).toEqual([])
    const parts = [
      ...coverage.processes.flatMap(({ elements, flows }) => [...elements, ...flows]),
      ...coverage.decisions.flatMap((decision) => decision.parts),
    ]
    expect(parts.filter(({ times }) => times === 0).map((part) => part.id)).toEqual([])
  })

  it('says everything in Chinese and in English', () => {
    const texts = [...shippedFiles(id)].flatMap(([path, content]) =>
      [...content.matchAll(/\{[^{}]*"zh-CN"[^{}]*\}/g)].map(([words]) => ({ path, words })),
    )
    expect(texts.length).toBeGreaterThan(50)
    expect(texts.filter(({ words }) => !/"en": "[^"]/.test(words))).toEqual([])
  })
})
