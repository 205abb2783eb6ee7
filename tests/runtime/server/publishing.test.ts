import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Static } from 'typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseDetail, DefinitionDetail, DefinitionSummary, Finding, ReleaseSummary, StartForm } from '#runtime/api'
import { BrokenBundleError, installBundles } from '#runtime/server'
import { type Client, type DataPlace, dataPlace, type TestServer, testServer } from '../../support/server.ts'
import { startRental, taskOf } from './case-steps.ts'
import { grid as gridRegion, registration } from './rental-answers.ts'

let place: DataPlace
let server: TestServer
let admin: Client
let grid: Client
const county = '330683'
const path = `/api/definitions/form/rental-registration`

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place)
  admin = await server.as('admin')
  grid = await server.as('grid')
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

interface Form {
  schema: { properties: Record<string, unknown>; required: string[] }
  layout: { kind: string; children: unknown[] }[]
  rules?: unknown[]
}

const published = async () =>
  JSON.parse((await admin.get<DefinitionDetail>(`${path}?region=${county}`)).body.published) as Form

async function withField(property: string): Promise<string> {
  const form = await published()
  form.schema.properties[property] = { type: 'string', maxLength: 100 }
  form.schema.required = [...form.schema.required, property]
  form.layout[0]!.children.push({
    kind: 'field',
    id: `${property.toLowerCase()}-field`,
    property,
    title: { 'zh-CN': '门牌照片说明', en: 'Note' },
    purpose: { 'zh-CN': '便于上门', en: 'To find the door' },
    sensitivity: 'none',
  })
  return JSON.stringify(form)
}

const save = (content: string, version: number) =>
  admin.request<{ version: number; findings: Static<typeof Finding>[]; code: string }>(
    'PUT',
    `${path}/draft?region=${county}`,
    { content, version },
  )
const publish = (comment = '增加字段') =>
  admin.post<ReleaseSummary & { code: string; findings: unknown[] }>('/api/releases', { region: county, comment })
const startForm = async () =>
  (await grid.get<StartForm>(`/api/processes/rental-housing/start-form?region=${gridRegion}`)).body

describe('publishing a field that was added to a form', () => {
  it('lets the next case ask for it, while the open case and a form that is being filled keep theirs', async () => {
    const open = await startRental(grid)
    const before = await startForm()
    const saved = await save(await withField('doorNote'), 0)
    expect(saved.body).toMatchObject({ version: 1, findings: [] })
    const release = await publish()

    expect(release.status).toBe(200)
    expect(release.body.changed).toEqual([expect.objectContaining({ kind: 'form', id: 'rental-registration' })])
    const refused = await grid.post<{ problems: { fieldId: string }[] }>('/api/cases', {
      processId: 'rental-housing',
      region: gridRegion,
      answers: registration,
      requestId: 'after-publishing',
    })
    expect(refused.status).toBe(422)
    expect(refused.body.problems.map(({ fieldId }) => fieldId)).toEqual(['doornote-field'])
    const onTheOldForm = await grid.post('/api/cases', {
      processId: 'rental-housing',
      region: gridRegion,
      release: before.release,
      answers: registration,
      requestId: 'filled-before-publishing',
    })
    expect(onTheOldForm.status).toBe(200)
    await startRental(grid, { ...registration, doorNote: '红色大门' })

    const detail = (await grid.get<CaseDetail>(`/api/cases/${open.id}`)).body
    expect(detail.release).toBe(before.release)
    expect(JSON.stringify(detail.forms[0]?.form.definition)).not.toContain('doorNote')
  })

  it('shows as an adaptation of the region, with the release in force and the one before', async () => {
    const { body } = await admin.get<{ items: DefinitionSummary[] }>(`/api/definitions?region=${county}`)
    const { body: releases } = await admin.get<{ items: ReleaseSummary[] }>(`/api/releases?region=${county}`)

    expect(body.items.filter(({ adapted }) => adapted).map(({ id }) => id)).toEqual(['rental-registration'])
    expect(releases.items.map(({ inForce }) => inForce)).toEqual([true, false])
  })
})

describe('a draft', () => {
  it('is saved with what is wrong in it, and refused at publishing without any change', async () => {
    const inForce = (await startForm()).release
    const saved = await save('{ "id": "rental-registration", ', 0)
    expect(saved.status).toBe(200)
    expect(saved.body.findings).toEqual([
      expect.objectContaining({ severity: 'error', file: 'forms/rental-registration.form.json' }),
    ])
    const refused = await publish()

    expect([refused.status, refused.body.code]).toEqual([422, 'invalid-definitions'])
    expect(refused.body.findings.length).toBeGreaterThan(0)
    expect((await startForm()).release).toBe(inForce)
  })

  it('is not overwritten by an edit that was made from an older version', async () => {
    const second = await save(await withField('another'), 1)
    expect(second.body.version).toBe(2)
    const late = await save(await withField('late'), 1)

    expect([late.status, late.body.code]).toEqual([409, 'draft-changed'])
    expect((await save('{}', 0)).status).toBe(409)
  })

  it('can be thrown away', async () => {
    expect((await admin.request('DELETE', `${path}/draft?region=${county}`)).status).toBe(204)

    expect((await admin.get<DefinitionDetail>(`${path}?region=${county}`)).body.draft).toBeUndefined()
    const nothing = await publish()
    expect([nothing.status, nothing.body.code]).toEqual([409, 'nothing-to-publish'])
  })
})

describe('a process', () => {
  const processPath = `/api/definitions/process/rental-housing`
  const draft = async (change: (xml: string) => string) => {
    const { body } = await admin.get<DefinitionDetail>(`${processPath}?region=${county}`)
    const saved = await admin.request<{ findings: Static<typeof Finding>[] }>(
      'PUT',
      `${processPath}/draft?region=${county}`,
      { content: change(body.published), version: 0 },
    )
    await admin.request('DELETE', `${processPath}/draft?region=${county}`)
    return saved.body.findings
  }

  it('that asks for a job nobody offers is told of at the element', async () => {
    const findings = await draft((xml) => xml.replace('type="notice.send"', 'type="fax.send"'))

    expect(findings).toEqual([expect.objectContaining({ severity: 'warning', node: 'send-notice' })])
  })

  it('that waits for a message may be published', async () => {
    const findings = await draft((xml) =>
      xml
        .replace('<bpmn:userTask id="street-handling"', '<bpmn:receiveTask id="street-handling" messageRef="m"')
        .replace(/(id="street-handling"[\s\S]*?)<\/bpmn:userTask>/, '$1</bpmn:receiveTask>')
        .replace('<bpmn:process ', '<bpmn:message id="m" name="done" /><bpmn:process '),
    )

    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

describe('days off that a county adds', () => {
  it('move the time limits of the cases that begin after it, and hold in the rules of forms', async () => {
    const dayAfter = (days: number) =>
      new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
    const codes = Array.from({ length: 60 }, (_, day) => ({ code: dayAfter(day), title: { 'zh-CN': '县运动会' } }))
    const content = JSON.stringify({ id: 'calendar-holidays', title: { 'zh-CN': '放假安排' }, codes })
    const dueIn = async (caseId: string) => {
      const community = await server.as('community')
      const { due } = await taskOf(community, caseId)
      return Math.round((Date.parse(String(due)) - Date.now()) / 86_400_000)
    }
    const before = await startRental(grid, { ...registration, doorNote: '红色大门' })
    await admin.request('PUT', `/api/definitions/codeList/calendar-holidays/draft?region=${county}`, {
      content,
      version: 0,
    })
    const form = await published()
    const message = { 'zh-CN': '放假期间才登记', en: 'Only while off' }
    const rule = { id: 'only-off', target: 'address', kind: 'check', expression: 'is holiday(today())', message }
    expect((await startForm()).form?.definition).not.toHaveProperty('calendar')
    expect((await save(JSON.stringify({ ...form, rules: [...(form.rules ?? []), rule] }), 0)).body.findings).toEqual([])
    expect((await publish('县运动会放假')).status).toBe(200)
    expect((await startForm()).form?.definition).toMatchObject({
      calendar: { holidays: expect.arrayContaining([dayAfter(0)]) },
    })
    const after = await startRental(grid, { ...registration, doorNote: '红色大门' })

    expect(await dueIn(before.id)).toBeLessThan(25)
    expect(await dueIn(after.id)).toBeGreaterThan(60)
  })
})

describe('a bundle that is broken', () => {
  const broken = (file: string, change: (text: string) => string) => {
    const folder = mkdtempSync(join(tmpdir(), 'gezhi-bundles-'))
    cpSync('definitions/bundles', folder, { recursive: true })
    const target = join(folder, file)
    writeFileSync(target, change(readFileSync(target, 'utf8')))
    return folder
  }

  it.each([
    ['JSON', 'rental-housing/forms/rental-recheck.form.json', (text: string) => text.slice(0, -20)],
    ['DOCTYPE', 'rental-housing/processes/rental-housing.bpmn', (text: string) => text.replace('?>', '?><!DOCTYPE x>')],
    [
      'unknown form',
      'rental-housing/processes/rental-housing.bpmn',
      (text: string) => text.replace('"rental-recheck"', '"no-such-form"'),
    ],
    [
      'unknown code list',
      'rental-housing/forms/rental-street-handling.form.json',
      (text: string) => text.replace('"codeList": "street-measure"', '"codeList": "no-such-list"'),
    ],
  ])('names file and remedy, and nothing is installed: %s', async (_what, file, change) => {
    const folder = broken(file, change)
    const before = (await startForm()).release
    try {
      const error = await installBundles(server.deps.store, { folder, region: county, now: Date.now() }).catch(
        (refused) => refused,
      )

      expect(error).toBeInstanceOf(BrokenBundleError)
      const [first] = (error as BrokenBundleError).findings
      expect(first?.file).toContain(file.split('/').slice(1).join('/'))
      expect(first?.remedy['zh-CN']).not.toBe('')
      expect((await startForm()).release).toBe(before)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
