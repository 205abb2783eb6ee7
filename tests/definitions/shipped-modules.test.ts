import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Bundle, type Coverage, compileRelease, coverScenarios, resolveRelease } from '#definitions'
import { placedNodes } from '#forms'
import { chineseCalendar } from '#runtime/server'
import { shippedBundle, shippedFiles } from './bundle-files.ts'

const ids = readdirSync(join(import.meta.dirname, '../../definitions/bundles'))
const all = await Promise.all(ids.map(shippedBundle))

/** What the bundle brings itself: it need not play what it adapts. */
function ofBundle({ processes, decisions, forms }: Coverage, bundle: Bundle) {
  const seen = { processes: bundle.processes, decisions: bundle.decisions, forms: bundle.forms }
  const own = <K extends keyof typeof seen>(kind: K, id: string) => Object.hasOwn(seen[kind], id)
  return [
    ...processes
      .filter(({ id }) => own('processes', id))
      .flatMap(({ id, elements, flows }) => [...elements, ...flows].map((part) => ({ owner: id, part }))),
    ...[...decisions.filter(({ id }) => own('decisions', id)), ...forms.filter(({ id }) => own('forms', id))].flatMap(
      ({ id, parts }) => parts.map((part) => ({ owner: id, part })),
    ),
  ]
}

describe.each(all.map((bundle) => [bundle.manifest.id, bundle] as const))('the bundle %s', (id, bundle) => {
  it('resolves without a finding; its scenarios come out and play every element, flow, rule and field', async () => {
    const region = bundle.manifest.region ?? '330683'
    const bundles = all.filter(({ manifest }) => manifest.kind === 'module' || bundle.manifest.kind === 'layer')
    const { release, findings } = await resolveRelease(region, bundles, [], {
      jobTypes: ['notice.send'],
      calendar: chineseCalendar,
    })
    expect(findings).toEqual([])
    const compiled = await compileRelease(release!, { calendar: chineseCalendar })
    const { played, coverage } = await coverScenarios(compiled, Object.values(bundle.scenarios))
    expect(played.flatMap((each) => each.findings)).toEqual([])
    const missed = ofBundle(coverage, bundle).filter(({ part }) => part.times === 0)
    expect(missed.map(({ owner, part }) => `${owner}#${part.id}`)).toEqual([])
  })

  it('says everything in Chinese and in English', () => {
    const texts = [...shippedFiles(id)].flatMap(([path, content]) =>
      [...content.matchAll(/\{[^{}]*"zh-CN"[^{}]*\}/g)].map(([words]) => ({ path, words })),
    )
    expect(texts.length).toBeGreaterThan(0)
    expect(texts.filter(({ words }) => !/"en": "[^"]/.test(words))).toEqual([])
  })

  it('says of each question what it is asked for, on what ground, and how sensitive it is', () => {
    const unsaid = Object.values(bundle.forms).flatMap((form) =>
      placedNodes(form).flatMap(({ node, sections, group }) => {
        if (node.kind !== 'field') return []
        const around = placedNodes(form).filter((other) => sections.includes(other.node.id))
        const owners = [node, group, ...around.map((other) => other.node), form] as {
          purpose?: object
          legalBasis?: object
        }[]
        const says = (what: 'purpose' | 'legalBasis') => owners.some((owner) => owner?.[what])
        return says('purpose') && says('legalBasis') && node.sensitivity ? [] : [`${form.id}#${node.id}`]
      }),
    )
    expect(unsaid).toEqual([])
  })
})
