import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Beneath, CoveragePart, DefinitionDetail, Explanation, RegionSetting } from '#runtime/api'
import { type Client, type DataPlace, dataPlace, type TestServer, testServer } from '../../support/server.ts'

let place: DataPlace
let server: TestServer
let admin: Client
const street = '330683002'

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place)
  admin = await server.as('admin')
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

const setting = async (region: string, id: string) => {
  const { body } = await admin.get<{ items: RegionSetting[] }>(`/api/settings?region=${region}`)
  return body.items.find((item) => item.id === id)!
}

describe('what editors show of where definitions come from', () => {
  it('tells each value of a setting with its layer, and what lies beneath the region once it set its own', async () => {
    const inherited = await setting(street, 'rentalStreetDays')
    expect(inherited.values.map(({ value, from }) => [value, from.layer])).toEqual([
      [4, 'rental-shaoxing'],
      [5, 'rental-housing'],
    ])
    expect(inherited.usedBy.map(({ id }) => id)).toContain('rental-housing')

    const before = await setting(street, 'rentalRecheckDays')
    const own = { ...JSON.parse(before.published), value: 7 }
    const draft = `/api/definitions/setting/rentalRecheckDays/draft?region=${street}`
    await admin.request('PUT', draft, { content: JSON.stringify(own), version: 0 })
    expect((await setting(street, 'rentalRecheckDays')).draft?.version).toBe(1)
    const published = await admin.post<{ findings?: unknown }>('/api/releases', { region: street, comment: '放宽' })
    expect(published.status, JSON.stringify(published.body.findings)).toBe(200)

    const set = await setting(street, 'rentalRecheckDays')
    expect(set.values[0]).toMatchObject({ value: 7, from: { layer: `region:${street}`, regionName: '三江街道' } })
    expect(set.values[0]?.from.by).toBe('管理员 陈明')
    expect(JSON.parse(set.beneath!)).toMatchObject({ value: 3 })
    const { body } = await admin.get<Beneath>(`/api/definitions/setting/rentalRecheckDays/beneath?region=${street}`)
    expect(JSON.parse(body.content!)).toMatchObject({ value: 3 })
  })

  it('explains one node, and says nothing of one that is not there', async () => {
    const ask = async (node: string) =>
      (
        await admin.get<{ explanation?: Explanation }>(
          `/api/definitions/process/rental-housing/explain?region=${street}&node=${encodeURIComponent(node)}`,
        )
      ).body.explanation
    expect(await ask('rectify')).toMatchObject({ node: 'rectify', added: { layer: 'rental-housing' } })
    expect(await ask('no-such-node')).toBeUndefined()
    const forbidden = await (await server.as('grid')).get(`/api/settings?region=${street}`)
    expect(forbidden.status).toBe(403)
  })

  it('runs the scenarios in parts that add up, and says why nothing runs where a draft is wrong', async () => {
    const path = `/api/definitions/process/rental-housing`
    let ran = 0
    let reached = 0
    for (let all = 1; ran < all; ) {
      const { body } = await admin.post<CoveragePart>('/api/coverage', { region: street, from: ran })
      expect(body.ran.length).toBeGreaterThan(0)
      expect(body.ran.flatMap(({ findings }) => findings)).toEqual([])
      ran += body.ran.length
      all = body.all
      const process = body.coverage?.processes.find(({ id }) => id === 'rental-housing')
      reached = Math.max(reached, process?.elements.filter(({ times }) => times > 0).length ?? 0)
    }
    expect(reached).toBeGreaterThan(0)

    const { body } = await admin.get<DefinitionDetail>(`${path}?region=${street}`)
    const broken = body.published.replace(/=address/, '=address +')
    await admin.request('PUT', `${path}/draft?region=${street}`, { content: broken, version: 0 })
    const wrong = await admin.post<CoveragePart>('/api/coverage', { region: street, from: 0 })
    expect(wrong.body.coverage).toBeUndefined()
    expect(wrong.body.findings.some(({ severity }) => severity === 'error')).toBe(true)
  })

  it('has English names of regions for who reads English', async () => {
    const { body } = await admin.get<{ names: Record<string, string> }>('/api/region-names')
    expect(body.names).toMatchObject({ '330683': 'Shengzhou', [street]: 'Sanjiang Subdistrict' })
  })
})
