import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { DefinitionDetail } from '#runtime/api'
import { diff } from '../../../runtime/server/cli/diff.ts'
import { explain } from '../../../runtime/server/cli/explain.ts'
import { exportRelease } from '../../../runtime/server/cli/export.ts'
import { install } from '../../../runtime/server/cli/install.ts'
import { addKey, newKey } from '../../../runtime/server/cli/keys.ts'
import { newBundle } from '../../../runtime/server/cli/new-bundle.ts'
import { pack } from '../../../runtime/server/cli/pack.ts'
import { publish } from '../../../runtime/server/cli/publish.ts'
import { verify } from '../../../runtime/server/cli/verify.ts'
import { type Client, type DataPlace, dataPlace, type TestServer, testServer } from '../../support/server.ts'

const region = '330683'
const shipped = join(import.meta.dirname, '../../../definitions/bundles')
let place: DataPlace
let server: TestServer
let admin: Client
let folder: string
const at = (name: string) => join(folder, name)
const json = { json: true } as const

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place)
  admin = await server.as('admin')
  vi.stubEnv('GEZHI_DATA', place.data)
  vi.stubEnv('DATABASE_URL', place.databaseUrl ?? '')
  folder = mkdtempSync(join(tmpdir(), 'gezhi-release-'))
  for (const bundle of ['base', 'rental-housing']) cpSync(join(shipped, bundle), at(bundle), { recursive: true })
  await ran((out) => newKey(at('key'), json, out))
  await ran((out) => addKey(at('key.pub'), { ...json, name: '县' }, out))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
  await server.stop()
  await place.remove()
})

/** What commands print as JSON, as far as these tests read it. */
interface Reply {
  readonly digest?: string
  readonly written?: readonly string[]
  readonly values?: readonly { readonly property: string; readonly from: { readonly layer: string } }[]
}

interface Said {
  readonly code: number
  readonly said: Reply
  readonly text: string
}

async function ran(
  command: (out: { line: (text: string) => void; note: (text: string) => void }) => Promise<number>,
): Promise<Said> {
  const lines: string[] = []
  const notes: string[] = []
  const code = await command({ line: (text) => lines.push(text), note: (text) => notes.push(text) })
  return {
    code,
    said: lines[0]?.startsWith('{') ? JSON.parse(lines[0]) : {},
    text: [...lines, ...notes].join('\n'),
  }
}

const path = (id: string) => `/api/definitions/form/${id}?region=${region}`
const title = async (id: string) =>
  (JSON.parse((await admin.get<DefinitionDetail>(path(id))).body.published) as { title: { 'zh-CN': string } }).title[
    'zh-CN'
  ]

describe('a bundle on its way', () => {
  it('goes from a folder by a signed package into a running server, and out again whole', async () => {
    await ran((out) => newBundle({ ...json, id: 'lamps', title: '巡查', to: at('lamps') }, out))
    await ran((out) => pack({ ...json, bundle: at('lamps'), out: at('lamps.zip'), key: at('key') }, out))
    expect(await ran((out) => install({ ...json, sources: [at('lamps.zip')] }, out))).toMatchObject({
      code: 0,
      said: { ok: true },
    })
    expect(await title('lamps-report')).toBe('情况上报')

    const exported = await ran((out) => exportRelease({ ...json, out: at('release.zip'), key: at('key') }, out))
    expect(exported.code).toBe(0)
    const verified = await ran((out) => verify({ ...json, file: at('release.zip') }, out))
    expect(verified).toMatchObject({
      code: 0,
      said: { kind: 'release', version: exported.said.digest, signedBy: '县' },
    })
    const again = await ran((out) => exportRelease({ ...json, out: at('again.zip'), key: at('key') }, out))
    expect(again.said.digest).toBe(exported.said.digest)
    expect(readFileSync(at('again.zip')).equals(readFileSync(at('release.zip')))).toBe(true)
  })

  it('is not installed broken, unsigned or failing a scenario; what is in force stays', async () => {
    const before = await title('lamps-report')
    cpSync(at('lamps'), at('worse'), { recursive: true })
    const scenario = at('worse/scenarios/sent-back-once.json')
    writeFileSync(scenario, readFileSync(scenario, 'utf8').replace('"open": ["办理"]', '"open": ["不存在"]'))
    writeFileSync(
      at('worse/forms/lamps-report.form.json'),
      readFileSync(at('worse/forms/lamps-report.form.json'), 'utf8').replace('情况上报', '改坏'),
    )
    const failing = await ran((out) => install({ ...json, sources: [at('worse')] }, out))
    expect(failing).toMatchObject({ code: 1, said: { findings: [{ code: 'scenario-failed' }] } })

    await ran((out) => pack({ ...json, bundle: at('lamps'), out: at('unsigned.zip') }, out))
    expect(await ran((out) => install({ ...json, sources: [at('unsigned.zip')] }, out))).toMatchObject({
      code: 1,
      said: { findings: [{ code: 'package-unsigned' }] },
    })
    writeFileSync(at('worse/forms/lamps-report.form.json'), '{')
    expect((await ran((out) => install({ ...json, sources: [at('worse')] }, out))).code).toBe(1)
    expect((await ran((out) => install({ ...json, sources: [at('nowhere')] }, out))).code).toBe(2)
    expect(await title('lamps-report')).toBe(before)
  })

  it('says in words what differs between two versions', async () => {
    cpSync(at('lamps'), at('newer'), { recursive: true })
    const form = at('newer/forms/lamps-report.form.json')
    writeFileSync(form, readFileSync(form, 'utf8').replace('"maxLength": 60', '"maxLength": 40'))
    const { code, text } = await ran((out) => diff({ before: at('lamps.zip'), after: at('newer'), lang: 'zh-CN' }, out))
    expect(code).toBe(1)
    expect(text).toMatch(/form\/lamps-report[\s\S]*60[\s\S]*40/)
    expect((await ran((out) => diff({ before: at('lamps'), after: at('lamps.zip'), lang: 'zh-CN' }, out))).code).toBe(0)
  })
})

describe('edits made in the browser', () => {
  async function retitled(id: string, words: string) {
    const { body } = await admin.get<DefinitionDetail>(path(id))
    const form = JSON.parse(body.draft?.content ?? body.published) as { title: object }
    const content = JSON.stringify({ ...form, title: { 'zh-CN': words } })
    await admin.request('PUT', path(id).replace('?', '/draft?'), { content, version: body.draft?.version ?? 0 })
  }

  it('are published, explained, written back to a folder as one changed file, and rolled back', async () => {
    await retitled('rental-recheck', '复查表')
    expect(await ran((out) => publish({ ...json, comment: '改标题' }, out))).toMatchObject({ code: 0 })
    expect((await ran((out) => publish({ ...json, comment: '再发一次' }, out))).code).toBe(3)

    const told = await ran((out) => explain({ ...json, region, definition: 'form/rental-recheck' }, out))
    expect(told.said.values?.find(({ property }) => property === 'title')?.from).toMatchObject({
      layer: `region:${region}`,
    })
    expect((await ran((out) => explain({ region, definition: 'form/nothing', lang: 'zh-CN' }, out))).code).toBe(2)

    const others = readdirSync(at('rental-housing/forms')).map(
      (file) => statSync(at(`rental-housing/forms/${file}`)).mtimeMs,
    )
    const written = await ran((out) => exportRelease({ ...json, to: at('rental-housing') }, out))
    expect(written.said).toMatchObject({ written: ['forms/rental-recheck.form.json'], removed: [] })
    const now = readdirSync(at('rental-housing/forms')).map(
      (file) => statSync(at(`rental-housing/forms/${file}`)).mtimeMs,
    )
    expect(now.filter((moment, index) => moment !== others[index])).toHaveLength(1)
    expect((await ran((out) => exportRelease({ ...json, to: at('rental-housing') }, out))).said.written).toEqual([])

    await ran((out) =>
      newBundle({ ...json, id: 'county', layer: region, adapts: ['rental-housing'], to: at('county') }, out),
    )
    const layer = await ran((out) => exportRelease({ ...json, to: at('county') }, out))
    expect(layer.said.written).toEqual(['patches/forms/rental-recheck.patch.json'])

    const { body } = await admin.get<{ items: { digest: string }[] }>(`/api/releases?region=${region}`)
    const release = body.items[1]!.digest.slice(0, 16)
    expect((await ran((out) => publish({ ...json, comment: '回退', release }, out))).code).toBe(0)
    expect(await title('rental-recheck')).toBe('出租房屋隐患复查表')
    expect((await ran((out) => publish({ comment: '回退', release: 'ffff', lang: 'zh-CN' }, out))).code).toBe(2)
  })
})
