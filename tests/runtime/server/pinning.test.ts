import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { CaseDetail, MigratedCase, MigrationDetail, MigrationSource, TaskDetail } from '#runtime/api'
import { install } from '../../../runtime/server/cli/install.ts'
import { shippedFiles } from '../../definitions/bundle-files.ts'
import {
  type Client,
  type DataPlace,
  dataPlace,
  eventually,
  type TestServer,
  testServer,
} from '../../support/server.ts'
import { startRental, taskOf } from './case-steps.ts'
import { noHazards } from './rental-answers.ts'

let place: DataPlace
let server: TestServer
let [grid, community, admin]: Client[] = []
let folder: string
let version = 0

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place)
  ;[grid, community, admin] = await Promise.all(['grid', 'community', 'admin'].map(server.as))
  vi.stubEnv('GEZHI_DATA', place.data)
  vi.stubEnv('DATABASE_URL', place.databaseUrl ?? '')
  folder = mkdtempSync(join(tmpdir(), 'gezhi-pinning-'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
  await server.stop()
  await place.remove()
})

/** Installs the module with another title on its inspection form, and with what it says about work in progress. */
async function installed(title: string, pinning: object, processName = '出租房屋登记与安全检查') {
  version += 1
  const files = shippedFiles('rental-housing')
  const manifest = { ...JSON.parse(files.get('bundle.json')!), version: `1.0.${version}`, pinning }
  files.set('bundle.json', JSON.stringify(manifest))
  const form = JSON.parse(files.get('forms/rental-inspection.form.json')!)
  files.set('forms/rental-inspection.form.json', JSON.stringify({ ...form, title: { 'zh-CN': title } }))
  const path = 'processes/rental-housing.bpmn'
  files.set(path, files.get(path)!.replace('name="出租房屋登记与安全检查"', `name="${processName}"`))
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const notes: string[] = []
  const out = { line: (text: string) => notes.push(text), note: (text: string) => notes.push(text) }
  expect(await install({ sources: [folder], lang: 'en' }, out), notes.join('\n')).toBe(0)
}

async function inspection() {
  const { id: caseId } = await startRental(grid!)
  const { id } = await taskOf(community!, caseId, 'inspect')
  return { caseId, id }
}
const open = async (id: string) => (await community!.get<TaskDetail>(`/api/tasks/${id}`)).body
const titleOf = ({ form }: TaskDetail) => (form!.definition as { title: { 'zh-CN': string } }).title['zh-CN']
const save = async (id: string, answers: object) => {
  const { release } = await open(id)
  const saved = await community!.request('PUT', `/api/drafts/${id}`, { version: 0, release, answers })
  expect(saved.status).toBe(200)
}

describe('an open task whose form has a newer version', () => {
  it('stays with the form it began with, where its bundle says so', async () => {
    const { id } = await inspection()
    await installed('检查表（二）', { tasks: 'stay' })

    expect(titleOf(await open(id))).not.toBe('检查表（二）')
    expect((await open(id)).newerForm).toBeUndefined()
  })

  it('moves on when it is opened, where its bundle says so; what was filled in before is shown as it was', async () => {
    const { caseId, id } = await inspection()
    const before = (await open(id)).release
    await installed('检查表（三）', { tasks: 'move' })

    const seen = await grid!.get<TaskDetail>(`/api/tasks/${id}`)
    expect(seen.body.release, 'who may not do it moves nothing').toBe(before)
    const now = await open(id)
    expect([titleOf(now), now.release === before]).toEqual(['检查表（三）', false])
    const { timeline } = (await admin!.get<CaseDetail>(`/api/cases/${caseId}`)).body
    expect(timeline.filter(({ what }) => what === 'migrated')).toHaveLength(1)
    const { start_release } = await server.deps.store.db
      .selectFrom('cases')
      .select('start_release')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow()
    expect(start_release).toBe(before)
    expect((await community!.post(`/api/tasks/${id}/complete`, { answers: noHazards })).status).toBe(200)
  })

  it('lets whoever does it choose, where its bundle says so', async () => {
    const { id } = await inspection()
    await installed('检查表（四）', { tasks: 'ask' })

    const asked = await open(id)
    expect([titleOf(asked), asked.newerForm]).toEqual(['检查表（三）', true])
    expect((await grid!.post(`/api/tasks/${id}/newer-form`, {})).status).toBe(403)
    const chosen = await community!.post<TaskDetail>(`/api/tasks/${id}/newer-form`, {})
    expect([titleOf(chosen.body), chosen.body.newerForm]).toEqual(['检查表（四）', undefined])
    expect((await community!.post(`/api/tasks/${id}/newer-form`, {})).status).toBe(409)
  })

  it('goes by what is said of drafts once someone has begun to fill it in', async () => {
    const { id } = await inspection()
    await save(id, noHazards)
    await installed('检查表（五）', { tasks: 'move', drafts: 'stay' })
    expect(titleOf(await open(id))).toBe('检查表（四）')

    await installed('检查表（六）', { tasks: 'stay', drafts: 'ask' })
    expect(await open(id)).toMatchObject({ newerForm: true, draft: { answers: expect.anything() } })
    await community!.post(`/api/tasks/${id}/newer-form`, {})
    const now = await open(id)
    expect([titleOf(now), now.draft?.release]).toEqual(['检查表（六）', now.release])
  })

  it('stays where more than a form has changed', async () => {
    const { id } = await inspection()
    await installed('检查表（七）', { tasks: 'move' }, '出租房屋登记和检查')

    expect(titleOf(await open(id))).toBe('检查表（六）')
  })
})

describe('a migration', () => {
  it('leaves a case alone while someone fills in a form of it, where its bundle says so', async () => {
    const [begun, untouched] = [await inspection(), await inspection()]
    await save(begun.id, noHazards)
    await installed('检查表（八）', { drafts: 'stay' })
    const of = await server.deps.store.db
      .selectFrom('cases')
      .select(['id', 'release'])
      .where('id', 'in', [begun.caseId, untouched.caseId])
      .execute()
    const region = '330683'
    const { items } = (await admin!.get<{ items: MigrationSource[] }>(`/api/migrations/sources?region=${region}`)).body
    const from = items.find(({ release }) => release === of[0]?.release)
    const { body } = await admin!.post<MigrationDetail>('/api/migrations', {
      ...{ region, from: from?.release, reason: '改用新表单', requestId: 'pinning-migration-1' },
    })
    await eventually(
      async () => (await admin!.get<MigrationDetail>(`/api/migrations/${body.id}`)).body.state === 'planned',
    )
    const rows = (await admin!.get<{ items: MigratedCase[] }>(`/api/migrations/${body.id}/cases?limit=100`)).body.items
    expect(rows.find(({ caseId }) => caseId === begun.caseId)).toMatchObject({
      verdict: 'refused',
      reasons: [{ code: 'draft-in-progress' }],
    })
    expect(rows.find(({ caseId }) => caseId === untouched.caseId)).toMatchObject({ outcome: 'planned' })
  })
})
