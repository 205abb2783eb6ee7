import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DefinitionDetail, DefinitionVersion } from '#runtime/api'
import { type Client, type DataPlace, dataPlace, type TestServer, testClock, testServer } from '../../support/server.ts'

const county = '330683'
/** What one person saves within this long is one version. */
const oneVersionFor = 10 * 60_000
const versionsKept = 50
const clock = testClock()
let place: DataPlace
let server: TestServer
let admin: Client
let grid: Client

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place, { clock })
  admin = await server.as('admin')
  grid = await server.as('grid')
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

const at = (id: string, rest = '') => `/api/definitions/codeList/${id}${rest}?region=${county}`
const history = async (id: string) => (await admin.get<{ items: DefinitionVersion[] }>(at(id, '/history'))).body.items
const textOf = async (id: string, version: string) =>
  (await admin.get<{ content: string }>(at(id, `/history/${version}`))).body.content
const save = async (id: string, content: string, version: number) =>
  (await admin.request<{ version: number }>('PUT', at(id, '/draft'), { content, version })).body.version
const list = (id: string, title: string) =>
  JSON.stringify({ id, title: { 'zh-CN': title }, codes: [{ code: '1', title: { 'zh-CN': '一' } }] })

describe('the history of a definition', () => {
  it('keeps earlier states of a draft, and takes what is saved in a short while together', async () => {
    let version = await save('kept', list('kept', '甲'), 0)
    version = await save('kept', list('kept', '乙'), version)
    clock.advance(oneVersionFor)
    version = await save('kept', list('kept', '丙'), version)

    const [newest, first, ...others] = await history('kept')
    expect(others).toEqual([])
    expect(newest).toMatchObject({ version: 'draft.2', source: 'draft', at: new Date(clock.now()).toISOString() })
    expect(await textOf('kept', 'draft.2')).toBe(list('kept', '丙'))
    expect(await textOf('kept', first!.version)).toBe(list('kept', '乙'))
    expect(newest?.by).toBeTruthy()
  })

  it('outlives the draft, and begins a new state with the next one', async () => {
    await admin.request('DELETE', at('kept', '/draft'))
    await save('kept', list('kept', '丁'), 0)

    expect((await history('kept')).map(({ version }) => version)).toEqual(['draft.3', 'draft.2', 'draft.1'])
  })

  it('names the releases that changed it, with what was said', async () => {
    await admin.request('DELETE', at('kept', '/draft'))
    const { published } = (await admin.get<DefinitionDetail>(at('gender'))).body
    const changed = published.replace('"性别"', '"人的性别"')
    await save('gender', changed, 0)
    clock.advance(1000)
    await admin.post('/api/releases', { region: county, comment: '改了名称' })

    const [release, draft] = await history('gender')
    expect(release).toMatchObject({ source: 'release', comment: '改了名称' })
    expect(draft).toMatchObject({ source: 'draft' })
    expect(JSON.parse(await textOf('gender', release!.version))).toEqual(JSON.parse(changed))
  })

  it('keeps a bounded number of states', async () => {
    let version = 0
    for (let count = 0; count < versionsKept + 3; count += 1) {
      version = await save('bounded', `${count}`, version)
      clock.advance(oneVersionFor)
    }
    const kept = await history('bounded')

    expect(kept).toHaveLength(versionsKept)
    expect(kept.at(-1)?.version).toBe('draft.4')
    await admin.request('DELETE', at('bounded', '/draft'))
  })

  it('is for designers of the region, and refuses what was never kept', async () => {
    expect((await grid.get(at('kept', '/history'))).status).toBe(403)
    expect((await admin.get(at('kept', '/history/draft.999'))).status).toBe(404)
    expect((await admin.get(at('kept', '/history/release.999'))).status).toBe(404)
    expect((await admin.get(at('kept', '/history/secrets'))).status).toBe(400)
  })
})
