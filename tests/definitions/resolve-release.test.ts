import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Bundle,
  canonicalJson,
  compileRelease,
  definitionText,
  diffReleases,
  digestOf,
  type Layer,
  parseDefinition,
  type Release,
  resolveRelease,
} from '#definitions'
import { findingsOf, mustRead, results, shippedBundle, visitFiles, visitForm, visitProcess } from './bundle-files.ts'

const json = JSON.stringify
const region = '330683'

async function resolved(bundles: readonly Bundle[], layers: readonly Layer[] = []): Promise<Release> {
  const { release, findings } = await resolveRelease(region, bundles, layers)
  if (!release) throw new Error(json(findings))
  return release
}

async function codesOf(bundles: readonly Bundle[], layers: readonly Layer[] = []): Promise<string[]> {
  return (await resolveRelease(region, bundles, layers)).findings.map(({ code }) => code)
}

const visits = await mustRead(visitFiles())

describe('a release', () => {
  it('says which bundle each definition comes from', async () => {
    const release = await resolved([await shippedBundle('rental-housing'), await shippedBundle('base')])

    expect(release.origin).toMatchObject({ 'role/grid_worker': 'base', 'form/rental-recheck': 'rental-housing' })
    expect(release.bundles.map(({ id }) => id)).toEqual(['base', 'rental-housing'])
  })

  it('has the same digest whatever the order of bundles and files', async () => {
    const base = await shippedBundle('base')
    const rental = await shippedBundle('rental-housing')
    const backwards = await mustRead(new Map([...visitFiles()].reverse()))
    const bundles = [base, rental, backwards]
    const { digest } = await resolved([visits, base, rental])

    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), async (order) => {
        expect((await resolved(order.map((index) => bundles[index]!))).digest).toBe(digest)
      }),
      { numRuns: 6 },
    )
  })

  it('has another digest when anything in it differs', async () => {
    const { digest } = await resolved([visits])
    const changes: Record<string, string>[] = [
      { 'codelists/result.json': json({ ...results, verified: true }) },
      { 'processes/visit.bpmn': visitProcess().replace('上门走访', '入户走访') },
      { 'bundle.json': json({ ...visits.manifest, version: '1.2.1' }) },
    ]
    const digests = await Promise.all(
      changes.map(async (change) => (await resolved([await mustRead(visitFiles(change))])).digest),
    )

    expect(new Set([digest, ...digests]).size).toBe(4)
    expect((await resolveRelease('330602', [visits], [])).release?.digest).not.toBe(digest)
  })

  it('comes out the same when it is resolved again', async () => {
    expect(await resolved([visits])).toEqual(await resolved([visits]))
  })

  it('is immutable', async () => {
    const release = await resolved([visits])

    expect(() => Object.assign(release.forms, { other: {} })).toThrow(TypeError)
    expect(() => Object.assign(release.codeLists.result!.codes[0]!, { code: '9' })).toThrow(TypeError)
  })

  it('runs after it was stored as JSON', async () => {
    const stored: Release = JSON.parse(json(await resolved([visits])))
    const { processes, forms, decisions, roles } = await compileRelease(stored)

    expect([...processes.keys()]).toEqual(['visit'])
    expect([...forms.keys()]).toEqual(['visit-report'])
    expect(Object.keys(decisions)).toEqual(['urgency'])
    expect(roles.get('visitor')?.title).toEqual({ 'zh-CN': '走访员' })
  })
})

describe('a reference to nothing keeps a release from being made:', () => {
  it('a form', async () => {
    const [error] = await findingsOf({ 'processes/visit.bpmn': visitProcess({ form: 'visit-reports' }) })

    expect(error).toMatchObject({ severity: 'error', code: 'form-unknown', file: 'processes/visit.bpmn', node: 'go' })
    expect(error?.remedy['zh-CN']).toContain('visit-report')
  })

  it('a role', async () => {
    const [error] = await findingsOf({ 'processes/visit.bpmn': visitProcess({ role: 'visitors' }) })

    expect(error).toMatchObject({ code: 'role-unknown', file: 'processes/visit.bpmn', node: 'go' })
  })

  it('a decision', async () => {
    const [error] = await findingsOf({ 'processes/visit.bpmn': visitProcess({ decision: 'urgencies' }) })

    expect(error).toMatchObject({ code: 'decision-unknown', file: 'processes/visit.bpmn', node: 'judge' })
  })

  it('a process that is called', async () => {
    const called = '<zeebe:calledElement processId="visits" />'
    const call = `<bpmn:callActivity id="judge" name="再次走访"><bpmn:extensionElements>${called}</bpmn:extensionElements>`
    const xml = visitProcess()
      .replace(/<bpmn:businessRuleTask[\s\S]*?<\/bpmn:extensionElements>/, call)
      .replace('</bpmn:businessRuleTask>', '</bpmn:callActivity>')

    expect(await findingsOf({ 'processes/visit.bpmn': xml })).toMatchObject([
      { code: 'process-unknown', node: 'judge' },
    ])
  })

  it('a code list', async () => {
    const layout = [{ ...visitForm.layout[0], codeList: 'outcome' }]
    const [error] = await findingsOf({ 'forms/visit-report.form.json': json({ ...visitForm, layout }) })

    expect(error).toMatchObject({ severity: 'error', file: 'forms/visit-report.form.json', node: 'result' })
  })

  it('a schema that strict mode refuses', async () => {
    const schema = { ...visitForm.schema, properties: { result: { type: 'string', minLenght: 3 } } }
    const [error] = await findingsOf({ 'forms/visit-report.form.json': json({ ...visitForm, schema }) })

    expect(error).toMatchObject({ severity: 'error', file: 'forms/visit-report.form.json' })
  })

  it('a bundle that is missing, too old, given twice, or required in a circle', async () => {
    const withManifest = (manifest: object) =>
      mustRead(visitFiles({ 'bundle.json': json({ ...visits.manifest, ...manifest }) }))
    const base = await shippedBundle('base')

    expect(await codesOf([await withManifest({ requires: { base: '^1.0.0' } })])).toEqual(['bundle-requirement'])
    expect(await codesOf([await withManifest({ requires: { base: '^2.0.0' } }), base])).toEqual(['bundle-requirement'])
    expect(await codesOf([await withManifest({ requires: { base: '^1.0.0' } }), base])).toEqual([])
    expect(await codesOf([visits, visits])).toEqual(['bundle-twice'])
    expect(await codesOf([await withManifest({ requires: { visits: '*' } })])).toEqual(['bundle-circle'])
  })

  it.each([
    [
      '1.2.0',
      ['1.2.0', '^1.0.0', '^1.2.0', '~1.2.0', '>=0.9.0', '*'],
      ['1.2.1', '^1.3.0', '~1.1.0', '^2.0.0', '>=1.2.1'],
    ],
    ['0.3.1', ['^0.3.0', '~0.3.0'], ['^0.2.0', '^0.4.0', '^1.0.0']],
    ['2.0.0-beta', ['2.0.0-beta', '*'], ['^2.0.0', '>=1.0.0', '^2.0.0-alpha']],
  ])('a version out of range, of %s', async (version, inside, outside) => {
    const required = await mustRead(visitFiles({ 'bundle.json': json({ ...visits.manifest, version }) }))
    const requiring = (range: string) =>
      mustRead(new Map([['bundle.json', json({ ...visits.manifest, id: 'more', requires: { visits: range } })]]))

    for (const range of inside) expect(await codesOf([required, await requiring(range)]), range).toEqual([])
    for (const range of outside)
      expect(await codesOf([required, await requiring(range)]), range).toEqual(['bundle-requirement'])
  })

  it('an id that two bundles use', async () => {
    const other = await mustRead(visitFiles({ 'bundle.json': json({ ...visits.manifest, id: 'more-visits' }) }))
    const { findings } = await resolveRelease(region, [visits, other], [])

    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'definition-twice', file: 'forms/visit-report.form.json' }),
    )
  })
})

describe('a doubt is told and does not keep a release from being made:', () => {
  it('a task without a form', async () => {
    const findings = await findingsOf({ 'processes/visit.bpmn': visitProcess({ form: '' }) })

    expect(findings).toMatchObject([{ severity: 'warning', code: 'task-without-form', node: 'go' }])
  })

  it('a process nobody may start', async () => {
    const xml = visitProcess().replace('<gezhi:startableBy roles="visitor" />', '')

    expect(await findingsOf({ 'processes/visit.bpmn': xml })).toMatchObject([
      { code: 'start-without-role', node: 'begin' },
    ])
  })

  it('a job that no plugin offers', async () => {
    const bundles = [await shippedBundle('rental-housing'), await shippedBundle('base')]
    const { release, findings } = await resolveRelease(region, bundles, [], { jobTypes: ['sms.send'] })

    expect(release).toBeDefined()
    expect(findings.map(({ code, node }) => [code, node])).toEqual([
      ['job-type-unknown', 'send-notice'],
      ['job-type-unknown', 'remind'],
    ])
  })
})

describe('a layer', () => {
  const changed = { ...visitForm, title: { 'zh-CN': '入户走访记录' } }
  const change = { kind: 'form', id: 'visit-report', content: json(changed) } as const

  it('changes a whole definition, which still belongs to its bundle', async () => {
    const before = await resolved([visits])
    const after = await resolved([visits], [{ region, changes: [change] }])

    expect(after.forms['visit-report']?.title).toEqual({ 'zh-CN': '入户走访记录' })
    expect(after.origin['form/visit-report']).toBe('visits')
    expect(diffReleases(before, after)).toEqual([
      { kind: 'form', id: 'visit-report', title: { 'zh-CN': '入户走访记录' }, change: 'changed' },
    ])
  })

  it('of a narrower region has the last word', async () => {
    const street = { ...change, content: json({ ...changed, title: { 'zh-CN': '街道走访记录' } }) }
    const layers = [
      { region, changes: [change] },
      { region: '330683001', changes: [street] },
    ]

    expect((await resolved([visits], layers)).forms['visit-report']?.title['zh-CN']).toBe('街道走访记录')
  })

  it('may add a definition', async () => {
    const role = { kind: 'role', id: 'nurse', content: json({ id: 'nurse', title: { 'zh-CN': '护士' } }) } as const
    const release = await resolved([visits], [{ region, changes: [role] }])

    expect(release.origin['role/nurse']).toBe('region:330683')
  })

  it('may not change an id, nor break a definition', async () => {
    const renamed = { ...change, content: json({ ...changed, id: 'report' }) }
    const broken = { ...change, content: '{' }

    expect(await codesOf([visits], [{ region, changes: [renamed] }])).toEqual(['definition-renamed'])
    expect(await codesOf([visits], [{ region, changes: [broken] }])).toEqual(['json-syntax'])
  })
})

describe('the difference between releases', () => {
  it('is nothing between a release and itself, and everything without one before', async () => {
    const release = await resolved([visits])

    expect(diffReleases(release, JSON.parse(json(release)))).toEqual([])
    expect(diffReleases(undefined, release).map(({ kind, id, change }) => `${change} ${kind}/${id}`)).toEqual([
      'added process/visit',
      'added form/visit-report',
      'added decision/urgency',
      'added codeList/result',
      'added role/visitor',
    ])
  })
})

describe('a definition as text', () => {
  it('is the same definition when it is read again', async () => {
    for (const kind of ['form', 'codeList', 'role', 'process', 'decision'] as const) {
      const table = {
        form: visits.forms,
        codeList: visits.codeLists,
        role: visits.roles,
        process: visits.processes,
        decision: visits.decisions,
      }[kind]
      for (const definition of Object.values(table)) {
        expect((await parseDefinition(kind, definitionText(definition))).definition).toEqual(definition)
      }
    }
  })
})

describe('a digest', () => {
  it('does not depend on the order in which members were written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(digestOf(reversed(value))).toBe(digestOf(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(json(value)))
      }),
      { numRuns: 300 },
    )
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  )
}
