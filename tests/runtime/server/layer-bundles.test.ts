import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { DefinitionDetail, Upgrade } from '#runtime/api'
import { exportRelease } from '../../../runtime/server/cli/export.ts'
import { install } from '../../../runtime/server/cli/install.ts'
import { newerRentalFiles } from '../../definitions/newer-rental.ts'
import { type Client, type DataPlace, dataPlace, type TestServer, testServer } from '../../support/server.ts'

const shipped = join(import.meta.dirname, '../../../definitions/bundles')
const [county, sanjie, sanjiang] = ['330683', '330683104', '330683002'] as const
let place: DataPlace
let server: TestServer
let admin: Client
let folder: string

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place)
  admin = await server.as('admin')
  vi.stubEnv('GEZHI_DATA', place.data)
  vi.stubEnv('DATABASE_URL', place.databaseUrl ?? '')
  folder = mkdtempSync(join(tmpdir(), 'gezhi-layers-'))
  for (const [path, text] of newerRentalFiles()) {
    mkdirSync(dirname(join(folder, 'rental-housing', path)), { recursive: true })
    writeFileSync(join(folder, 'rental-housing', path), text)
  }
  cpSync(join(shipped, 'rental-sanjiang'), join(folder, 'rental-sanjiang'), { recursive: true })
})
afterAll(async () => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
  await server.stop()
  await place.remove()
})

const silent = { line: () => {}, note: () => {} }
const upgradeOf = async (region: string) =>
  (await admin.get<{ upgrade?: Upgrade }>(`/api/upgrade?region=${region}`)).body.upgrade
const asked = (upgrade: Upgrade | undefined) =>
  upgrade?.conflicts.map(({ layer, kind, id, conflict }) => `${layer} ${kind}/${id} ${conflict}`)
const settle = async (region: string, choice?: 'here' | 'below') => {
  const { conflicts, settled } = (await upgradeOf(region))!
  const { layer, kind, id, conflict } = (choice ? conflicts : settled)[0]!
  return admin.post('/api/upgrade/settle', { region, layer, kind, id, conflict, ...(choice && { choice }) })
}
const follow = (region: string) => admin.post('/api/upgrade/follow', { region, comment: '随 1.1 更新' })
const setting = async (region: string, id: string) => {
  const { body } = await admin.get<DefinitionDetail>(`/api/definitions/setting/${id}?region=${region}`)
  return (JSON.parse(body.published) as { value: unknown }).value
}

describe('a new version below layers that are bundles', () => {
  it('waits where both changed the same, in the widest region that the layer holds in; what is in force stays', async () => {
    expect(await install({ sources: [join(folder, 'rental-housing')] }, silent)).toBe(4)

    const waiting = (await upgradeOf(county))!
    expect(asked(waiting)).toEqual(['rental-shaoxing setting/rentalStreetDays both-changed:/:value'])
    expect(waiting.conflicts[0]).toMatchObject({ was: 5, below: 7, here: 4, layerTitle: expect.anything() })
    for (const street of [sanjie, sanjiang]) {
      expect(await upgradeOf(street)).toMatchObject({
        status: 'waiting',
        findings: expect.arrayContaining([expect.objectContaining({ code: 'upgrade-waits-above', node: county })]),
      })
    }
    expect(await setting(county, 'rentalInspectionDays')).toBe(5)
    expect((await follow(county)).status).toBe(409)
  })

  it('takes a choice, gives it back, and keeps it in the layer of the bundle', async () => {
    expect((await settle(county, 'here')).status).toBe(200)
    expect(await upgradeOf(county)).toMatchObject({
      conflicts: [],
      settled: [{ layer: 'rental-shaoxing', choice: 'here' }],
    })
    await settle(county)
    expect((await upgradeOf(county))?.conflicts).toHaveLength(1)
    await settle(county, 'here')

    expect((await follow(county)).status).toBe(200)
    expect(await upgradeOf(county)).toBeUndefined()
    expect([await setting(county, 'rentalStreetDays'), await setting(county, 'rentalInspectionDays')]).toEqual([4, 7])
  })

  it('then asks the narrower regions for what is theirs', async () => {
    expect(asked(await upgradeOf(sanjie))).toEqual(['rental-sanjie setting/rentalInspectionDays both-changed:/:value'])
    expect(asked(await upgradeOf(sanjiang))).toEqual([
      'rental-sanjiang process/rental-housing changed-below:street-handling',
    ])
    await settle(sanjie, 'here')
    await settle(sanjiang, 'here')

    expect([(await follow(sanjie)).status, (await follow(sanjiang)).status]).toEqual([200, 200])
    expect(await setting(sanjie, 'rentalInspectionDays')).toBe(3)
    const { body } = await admin.get<DefinitionDetail>(`/api/definitions/process/rental-housing?region=${sanjiang}`)
    expect(body.published).toContain('整改已逾期')
    expect(body.published).not.toContain('街道依法处置')
  })

  it('does not ask again, and writes what was chosen back to the folder of the layer', async () => {
    expect(await install({ sources: [join(folder, 'rental-housing')] }, silent)).toBe(0)
    const to = join(folder, 'rental-sanjiang')
    expect(await exportRelease({ region: sanjiang, to }, silent)).toBe(0)

    const patch = JSON.parse(readFileSync(join(to, 'patches/processes/rental-housing.patch.json'), 'utf8'))
    expect(patch.settled).toMatchObject([{ conflict: 'changed-below:street-handling', choice: 'here' }])
    expect(await install({ sources: [to] }, silent)).toBe(0)
    const at = join(to, 'patches/processes/rental-housing.patch.json')
    const before = readFileSync(at, 'utf8')
    expect(await exportRelease({ region: sanjiang, to }, silent)).toBe(0)
    expect(readFileSync(at, 'utf8')).toBe(before)
  })
})
