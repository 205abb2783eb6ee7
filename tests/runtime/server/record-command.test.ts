import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { check } from '../../../runtime/server/cli/check.ts'
import { record } from '../../../runtime/server/cli/record.ts'
import { type Client, type DataPlace, dataPlace, type TestServer, testClock, testServer } from '../../support/server.ts'
import { complete, startRental } from './case-steps.ts'
import { allRemoved, rectified, registration, twoHazards } from './rental-answers.ts'

const shipped = join(import.meta.dirname, '../../../definitions/bundles')
const clock = testClock()
let place: DataPlace
let server: TestServer
let [grid, community]: Client[] = []
let folder: string

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place, { clock })
  ;[grid, community] = await Promise.all(['grid', 'community'].map(server.as))
  folder = mkdtempSync(join(tmpdir(), 'gezhi-record-'))
  for (const bundle of ['base', 'rental-housing'])
    cpSync(join(shipped, bundle), join(folder, bundle), { recursive: true })
})
afterAll(async () => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
  await place.remove()
})

async function ran(command: (out: { line: (text: string) => void; note: (text: string) => void }) => Promise<number>) {
  const said: string[] = []
  const code = await command({ line: (text) => said.push(text), note: (text) => said.push(text) })
  return { code, said: said.join('\n') }
}

describe('gezhi record', () => {
  it('makes of a finished case a scenario that plays, with nobody in it', async () => {
    const { id, number } = await startRental(grid!, { ...registration, ownerName: '钱大有', address: '城隍路18号' })
    clock.advance(7_200_000)
    await complete(community!, id, 'inspect', { ...twoHazards, inspectionDate: '2026-03-02' })
    await complete(grid!, id, 'rectify', { ...rectified, rectificationDate: '2026-03-02' })
    await complete(community!, id, 'recheck', { ...allRemoved, recheckDate: '2026-03-02' })
    await server.stop()
    vi.stubEnv('GEZHI_DATA', place.data)
    vi.stubEnv('DATABASE_URL', place.databaseUrl ?? '')

    const bundle = join(folder, 'rental-housing')
    const made = await ran((out) => record({ case: number, to: bundle, id: 'from-a-case' }, out))
    expect(made.code, made.said).toBe(0)
    const text = readFileSync(join(bundle, 'scenarios/from-a-case.json'), 'utf8')
    expect(text).not.toMatch(/钱大有|城隍路|楼道|999901199003070017|13800000000/)
    expect(text).toContain('"advance": "PT2H"')
    const checked = await ran((out) => check({ bundle, lang: 'en' }, out))
    expect(checked.code, checked.said).toBe(0)

    expect(await ran((out) => record({ case: number, to: bundle, id: 'from-a-case' }, out))).toMatchObject({ code: 2 })
    expect(await ran((out) => record({ case: 'no such case' }, out))).toMatchObject({ code: 2 })
    expect(await ran((out) => record({ case: number, id: '../evil', to: bundle }, out))).toMatchObject({ code: 2 })
  })
})
