import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson, readBundle } from '#definitions'
import type { Finding } from '#findings'
import { findingsOf, results, visitFiles, visitForm, visitProcess } from './bundle-files.ts'

const json = JSON.stringify

/** The one error there should be, which names its file and says what to do in both languages. */
async function onlyError(changes: Readonly<Record<string, string | undefined>>): Promise<Finding> {
  const errors = (await findingsOf(changes)).filter(({ severity }) => severity === 'error')
  expect(errors).toHaveLength(1)
  const [error] = errors as [Finding]
  expect(error.file).toBeTruthy()
  for (const words of [error.message, error.remedy]) {
    expect(words['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(words.en).toMatch(/\w/)
  }
  return error
}

describe('a bundle', () => {
  it('is read with its definitions by id, their titles and descriptions', async () => {
    const { bundle, findings } = await readBundle(visitFiles())

    expect(findings).toEqual([])
    expect(bundle?.processes.visit).toMatchObject({
      id: 'visit',
      title: { 'zh-CN': '走访', en: 'Visit' },
      description: { 'zh-CN': '上门走访并填报结果。' },
    })
    expect(Object.keys(bundle?.forms ?? {})).toEqual(['visit-report'])
    expect(bundle?.decisions.urgency?.title).toEqual({ 'zh-CN': '缓急' })
    expect(bundle?.scenarios.visited?.process).toBe('visit')
  })

  it('is immutable', async () => {
    const { bundle } = await readBundle(visitFiles())

    expect(Object.isFrozen(bundle?.forms['visit-report']?.layout[0]?.kind === 'field' && bundle.forms)).toBe(true)
    expect(Object.isFrozen(bundle?.codeLists.result?.codes[0]?.title)).toBe(true)
  })

  it('has no definitions that were not put into it, not even those every object has', async () => {
    const { bundle } = await readBundle(visitFiles())

    expect(bundle?.forms.constructor).toBeUndefined()
  })

  it('may hold a README and warns of files it does not know', async () => {
    const { bundle, findings } = await readBundle(
      visitFiles({ 'README.md': '# 走访', 'notes/todo.txt': 'x', 'forms/a.json': '{}' }),
    )

    expect(bundle).toBeDefined()
    expect(findings.map(({ severity, code, file }) => [severity, code, file])).toEqual([
      ['warning', 'file-not-read', 'forms/a.json'],
      ['warning', 'file-not-read', 'notes/todo.txt'],
    ])
  })
})

describe('a broken bundle is refused:', () => {
  it('no manifest', async () => {
    expect(await onlyError({ 'bundle.json': undefined })).toMatchObject({
      code: 'bundle-manifest-missing',
      file: 'bundle.json',
    })
  })

  it('a manifest with a misspelt or a wrong member', async () => {
    const manifest = { id: 'visits', version: '1.2.0', title: { 'zh-CN': '走访' }, kind: 'module' }

    expect((await onlyError({ 'bundle.json': json({ ...manifest, requries: {} }) })).message.en).toContain('/requries')
    expect((await onlyError({ 'bundle.json': json({ ...manifest, version: '1.2' }) })).message.en).toContain('/version')
    expect((await onlyError({ 'bundle.json': json({ ...manifest, requires: { base: 'any' } }) })).message.en).toContain(
      '/requires/base',
    )
    expect((await onlyError({ 'bundle.json': json({ ...manifest, title: { en: 'Visits' } }) })).message.en).toContain(
      '/title/zh-CN',
    )
  })

  it('a layer that does not say what it adapts, or for whom', async () => {
    const layer = {
      id: 'street',
      version: '1.0.0',
      title: { 'zh-CN': '街道' },
      kind: 'layer',
      requires: { visits: '*' },
    }

    expect((await onlyError({ 'bundle.json': json(layer) })).message.en).toContain('/region')
  })

  it('JSON with a mistake, by line and column', async () => {
    const error = await onlyError({ 'codelists/result.json': '{\n  "id": "result",\n  "title": }' })

    expect(error).toMatchObject({ code: 'json-syntax', file: 'codelists/result.json' })
    expect(error.message.en).toContain('line 3, column 12')
    expect(error.message['zh-CN']).toContain('第 3 行第 12 列')
  })

  it('a name that stands twice in one object', async () => {
    expect(
      (await onlyError({ 'roles/visitor.json': '{"id":"visitor","id":"other","title":{"zh-CN":"走访员"}}' })).message
        .en,
    ).toContain('"id" stands twice')
  })

  it('JSON nested without end', async () => {
    expect((await onlyError({ 'forms/visit-report.form.json': '['.repeat(100_000) })).message.en).toContain(
      'deeper than 60',
    )
  })

  it('BPMN with a DOCTYPE', async () => {
    const xml = visitProcess().replace('<bpmn:definitions', '<!DOCTYPE x [<!ENTITY a "b">]><bpmn:definitions')

    expect(await onlyError({ 'processes/visit.bpmn': xml })).toMatchObject({
      code: 'xml-doctype',
      file: 'processes/visit.bpmn',
    })
  })

  it('BPMN that is not understood without loss', async () => {
    const xml = visitProcess().replace('targetRef="done"', 'targetRef="nowhere"')

    const errors = (await findingsOf({ 'processes/visit.bpmn': xml })).filter(({ severity }) => severity === 'error')
    expect(errors[0]).toMatchObject({ file: 'processes/visit.bpmn' })
  })

  it('BPMN that is no XML', async () => {
    expect(await onlyError({ 'processes/visit.bpmn': 'hello' })).toMatchObject({ file: 'processes/visit.bpmn' })
  })

  it('a second executable process in one file', async () => {
    const other = '<bpmn:process id="other" isExecutable="true"><bpmn:startEvent id="start"/></bpmn:process>'
    const xml = visitProcess().replace('</bpmn:definitions>', `${other}</bpmn:definitions>`)

    expect(await onlyError({ 'processes/visit.bpmn': xml })).toMatchObject({ code: 'several-processes', node: 'other' })
  })

  it('an id that every object has, in BPMN, in a file name, among codes', async () => {
    const process = visitProcess().replaceAll('"go"', '"__proto__"')
    expect(await onlyError({ 'processes/visit.bpmn': process })).toMatchObject({
      code: 'reserved-id',
      node: '__proto__',
    })

    expect(await onlyError({ 'roles/constructor.json': '{}' })).toMatchObject({
      code: 'definition-id',
      file: 'roles/constructor.json',
    })

    const codes = [...results.codes, { code: '__proto__', title: { 'zh-CN': '坏' } }]
    expect((await onlyError({ 'codelists/result.json': json({ ...results, codes }) })).message.en).toContain(
      '/codes/3/code',
    )
  })

  it('an id that is not the name of its file', async () => {
    const error = await onlyError({ 'roles/guest.json': json({ id: 'visitor', title: { 'zh-CN': '访客' } }) })

    expect(error).toMatchObject({ code: 'file-name', file: 'roles/guest.json', node: 'visitor' })
  })

  it('a form that has not the shape of one', async () => {
    expect(await onlyError({ 'forms/visit-report.form.json': json({ ...visitForm, layout: {} }) })).toMatchObject({
      file: 'forms/visit-report.form.json',
    })
  })

  it('a code list with a code twice, a parent that is missing, parents in a circle', async () => {
    const list = (...codes: { code: string; parent?: string }[]) =>
      json({ ...results, codes: [...results.codes, ...codes.map((code) => ({ title: { 'zh-CN': '其他' }, ...code }))] })

    expect(await onlyError({ 'codelists/result.json': list({ code: '1' }) })).toMatchObject({
      code: 'code-twice',
      node: '1',
    })
    expect(await onlyError({ 'codelists/result.json': list({ code: '31', parent: '3' }) })).toMatchObject({
      code: 'code-parent-unknown',
      node: '31',
    })
    expect(
      await onlyError({ 'codelists/result.json': list({ code: 'a', parent: 'b' }, { code: 'b', parent: 'a' }) }),
    ).toMatchObject({ code: 'code-circle', node: 'a' })
  })

  it('a scenario with an action that does not exist', async () => {
    const scenario = { id: 'visited', title: { 'zh-CN': '走访' }, process: 'visit', actions: [{ begin: {} }] }

    expect((await onlyError({ 'scenarios/visited.json': json(scenario) })).message.en).toContain('/actions/0')
  })

  it('paths that leave the folder, mean several things, or differ by case alone', async () => {
    for (const path of [
      '../roles/a.json',
      '/roles/a.json',
      'roles\\a.json',
      'roles/./a.json',
      'roles/a.json/',
      'C:/a.json',
      'roles/con.json',
      'roles/a.json\u0000',
      'roles/a. ',
    ]) {
      expect(await onlyError({ [path]: '{}' }), path).toMatchObject({ code: 'bundle-path' })
    }
    expect(await onlyError({ 'roles/Visitor.json': '{}' })).toMatchObject({ code: 'bundle-path-collision' })
  })

  it('too many files, or one that is too large', async () => {
    const many = new Map(Array.from({ length: 5001 }, (_, index) => [`roles/r${index}.json`, '{}'] as const))
    expect((await readBundle(many)).findings[0]?.code).toBe('bundle-too-many-files')

    expect(await onlyError({ 'README.md': 'x'.repeat(4_000_001) })).toMatchObject({
      code: 'bundle-too-large',
      file: 'README.md',
    })
  })
})

describe('JSON', () => {
  it('is read where JavaScript reads it, and refused where it refuses it', () => {
    const texts = fc.oneof(
      fc.json({ maxDepth: 5 }),
      fc
        .tuple(fc.json({ maxDepth: 3 }), fc.nat(), fc.constantFrom(...',:{}[]"\\ 0e-+.tn\n'))
        .map(
          ([text, at, mark]) => text.slice(0, at % (text.length + 1)) + mark + text.slice((at % (text.length + 1)) + 1),
        ),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const { value, findings } = parseJson(text)
        const twice = findings[0]?.message.en?.includes('stands twice')
        if (!twice) expect(findings.length === 0 ? { value } : undefined).toEqual(natively(text))
      }),
      { numRuns: 500 },
    )
  })
})

function natively(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}
