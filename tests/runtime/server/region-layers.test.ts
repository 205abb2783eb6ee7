import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  DefinitionDetail,
  PublishRequest,
  RegionRelease,
  ReleasePreview,
  ReleaseSummary,
  Upgrade,
} from '#runtime/api'
import { brokenAuditLine } from '#runtime/server'
import {
  type Client,
  type DataPlace,
  dataPlace,
  eventually,
  type TestServer,
  testServer,
} from '../../support/server.ts'
import { createAccount } from './accounts.ts'

const county = '330683'
const street = '330683001'
const otherStreet = '330683005'
const recheck = { kind: 'form', id: 'rental-recheck' } as const
let place: DataPlace
let server: TestServer
let admin: Client

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place)
  admin = await server.as('admin')
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

type Form = { title: { 'zh-CN': string }; layout: { id: string; title?: { 'zh-CN': string }; help?: object }[] }

const read = async (region: string, kind = 'form', id: string = recheck.id) =>
  (await admin.get<DefinitionDetail>(`/api/definitions/${kind}/${id}?region=${region}`)).body
const formIn = async (region: string) => JSON.parse((await read(region)).published) as Form

/** Saves a draft of the recheck form with other values on it. */
async function draft(region: string, change: (form: Form) => void, who = admin) {
  const detail = await read(region)
  const form = JSON.parse(detail.draft?.content ?? detail.published) as Form
  change(form)
  const body = { content: JSON.stringify(form), version: detail.draft?.version ?? 0 }
  const saved = await who.request('PUT', `/api/definitions/form/${recheck.id}/draft?region=${region}`, body)
  expect(saved.status).toBe(200)
}
const publish = (region: string, who = admin) =>
  who.post<ReleaseSummary & { code?: string }>('/api/releases', { region, comment: '测试发布' })
const upgradeOf = async (region: string) =>
  (await admin.get<{ upgrade?: Upgrade }>(`/api/upgrade?region=${region}`)).body.upgrade
const section = (form: Form, id: string) => form.layout.find((node) => node.id === id)!
const idle = (region: string) => eventually(async () => (await upgradeOf(region))?.status !== 'due')

describe('a street with changes of its own', () => {
  it('follows what the county publishes, and keeps its own', async () => {
    await draft(street, (form) => {
      section(form, 'facts').title = { 'zh-CN': '街道：登记信息' }
    })
    expect((await publish(street)).status).toBe(200)
    await draft(county, (form) => {
      form.title = { 'zh-CN': '县：隐患复查表' }
    })
    const { body: preview } = await admin.get<ReleasePreview>(`/api/release-preview?region=${county}`)
    expect(preview.followers.find(({ region }) => region === street)).toMatchObject({
      outcome: 'follows',
      conflicts: [],
    })
    expect(preview.changed).toMatchObject([{ ...recheck, change: 'changed' }])
    expect((await publish(county)).status).toBe(200)

    const form = await eventually(async () => {
      const now = await formIn(street)
      return now.title['zh-CN'].startsWith('县') && now
    })
    expect(section(form, 'facts').title).toEqual({ 'zh-CN': '街道：登记信息' })
    expect((await formIn(county)).layout.find(({ id }) => id === 'facts')?.title?.['zh-CN']).not.toMatch(/街道/)
    expect(await upgradeOf(street)).toBeUndefined()
  })

  it('keeps its release and waits where both changed the same, until someone chooses', async () => {
    await draft(county, (form) => {
      section(form, 'facts').title = { 'zh-CN': '县：登记信息' }
    })
    const { body: preview } = await admin.get<ReleasePreview>(`/api/release-preview?region=${county}`)
    expect(preview.followers.find(({ region }) => region === street)).toMatchObject({
      outcome: 'waits',
      conflicts: [{ node: 'facts' }],
    })
    await publish(county)
    await idle(street)

    const waiting = (await upgradeOf(street))!
    expect(waiting).toMatchObject({ status: 'waiting', conflicts: [{ ...recheck, node: 'facts' }] })
    expect(section(await formIn(street), 'facts').title?.['zh-CN']).toBe('街道：登记信息')
    await draft(street, (form) => {
      form.title = { 'zh-CN': '街道：隐患复查表' }
    })
    expect((await publish(street)).body.code).toBe('upgrade-waiting')
    expect((await admin.post('/api/upgrade/follow', { region: street, comment: '更新' })).body).toMatchObject({
      code: 'upgrade-waiting',
    })

    const [conflict] = waiting.conflicts
    const choose = (choice?: string) =>
      admin.post<{ upgrade: Upgrade }>('/api/upgrade/settle', {
        region: street,
        ...recheck,
        conflict: conflict!.conflict,
        ...(choice && { choice }),
      })
    expect((await choose('here')).body.upgrade).toMatchObject({ conflicts: [], settled: [{ choice: 'here' }] })
    expect((await choose()).body.upgrade.conflicts).toHaveLength(1)
    await choose('here')
    expect((await admin.post('/api/upgrade/follow', { region: street, comment: '保留街道的写法' })).status).toBe(200)
    expect(section(await formIn(street), 'facts').title?.['zh-CN']).toBe('街道：登记信息')
    expect(await upgradeOf(street)).toBeUndefined()
    expect((await publish(street)).status).toBe(200)
    expect((await formIn(street)).title['zh-CN']).toBe('街道：隐患复查表')
  })

  it('goes back to a release from before with the layer it had then', async () => {
    const { body } = await admin.get<{ items: ReleaseSummary[] }>(`/api/releases?region=${street}`)
    const [now, before] = body.items
    const roll = (digest: string) =>
      admin.post<ReleaseSummary & { code?: string }>(`/api/releases/${digest}/rollback`, {
        region: street,
        comment: '回退',
      })

    expect((await roll(now!.digest)).body.code).toBe('nothing-to-publish')
    expect((await roll('0'.repeat(64))).body.code).toBe('not-found')
    expect((await roll(before!.digest)).body).toMatchObject({ digest: before!.digest, inForce: true })
    expect((await formIn(street)).title['zh-CN']).toBe('县：隐患复查表')
    expect(section(await formIn(street), 'facts').title?.['zh-CN']).toBe('街道：登记信息')
  })
})

describe('a draft that others have published past', () => {
  it('keeps what they published, and is refused only where both changed the same', async () => {
    await draft(otherStreet, (form) => {
      section(form, 'facts').title = { 'zh-CN': '二街：登记信息' }
    })
    await draft(county, (form) => {
      form.title = { 'zh-CN': '县：复查表（新）' }
      section(form, 'facts').title = { 'zh-CN': '县：登记信息（新）' }
    })
    await publish(county)
    const refused = await publish(otherStreet)
    expect(refused.body).toMatchObject({
      code: 'invalid-definitions',
      findings: [{ code: 'draft-overtaken', node: 'facts' }],
    })

    const rebased = await admin.post<{ lost: string[] }>(
      `/api/definitions/form/${recheck.id}/rebase?region=${otherStreet}`,
      {},
    )
    expect(rebased.body.lost).toEqual(['facts'])
    await draft(otherStreet, (form) => {
      section(form, 'facts').title = { 'zh-CN': '二街：登记信息' }
    })
    expect((await publish(otherStreet)).status).toBe(200)
    expect(await formIn(otherStreet)).toMatchObject({ title: { 'zh-CN': '县：复查表（新）' } })
  })
})

describe('a region that has two persons publish', () => {
  it('takes a release from one who asks and another who approves, and from nobody alone', async () => {
    const region = '330683003'
    await createAccount(server, 'second', [{ role: 'admin', region }])
    const second = await server.as('second')
    const setting = await read(region, 'setting', 'publishingByTwo')
    const content = JSON.stringify({ ...JSON.parse(setting.published), value: true })
    const path = `/api/definitions/setting/publishingByTwo/draft?region=${region}`
    expect((await admin.request('PUT', path, { content, version: 0 })).status).toBe(200)
    expect((await publish(region)).status).toBe(200)

    await draft(region, (form) => {
      form.title = { 'zh-CN': '三街：复查表' }
    })
    expect((await publish(region)).body.code).toBe('review-needed')
    const ask = () =>
      admin.post<PublishRequest & { code?: string }>('/api/publish-requests', { region, comment: '请审核' })
    const asked = (await ask()).body
    expect(asked).toMatchObject({ status: 'open', mine: true, changed: [{ ...recheck }] })
    expect((await ask()).body.code).toBe('wrong-state')
    const decide = (who: Client, id: string, what = 'approve', body: object = {}) =>
      who.post<ReleaseSummary & { code?: string }>(`/api/publish-requests/${id}/${what}`, { region, ...body })
    expect((await decide(admin, asked.id)).body.code).toBe('own-request')
    expect((await decide(await server.as('grid'), asked.id)).body.code).toBe('forbidden')

    await draft(region, (form) => {
      form.title = { 'zh-CN': '三街：复查表（改）' }
    })
    expect((await decide(second, asked.id)).body.code).toBe('request-outdated')
    const again = (await ask()).body
    expect((await decide(second, again.id, 'return', { reason: '标题不妥' })).status).toBe(204)
    const third = (await ask()).body
    expect((await decide(second, third.id)).body).toMatchObject({ inForce: true, comment: '请审核' })
    expect((await formIn(region)).title['zh-CN']).toBe('三街：复查表（改）')
    const { body } = await second.get<{ items: PublishRequest[] }>(`/api/publish-requests?region=${region}`)
    expect(body.items.map(({ status, reason }) => [status, reason])).toEqual([
      ['approved', undefined],
      ['returned', '标题不妥'],
      ['outdated', undefined],
    ])
    expect(await brokenAuditLine(server.deps.store.db, `region:${region}`)).toBeUndefined()
  })

  it('is seen among the regions with where each stands', async () => {
    const { body } = await admin.get<{ items: RegionRelease[] }>(`/api/region-releases?region=${county}`)
    const of = (region: string) => body.items.find((item) => item.region === region)
    expect(of(county)).toMatchObject({ ownChanges: 1 })
    expect(of(street)?.from).toBeUndefined()
    const inherited = body.items.filter(({ from }) => from)
    expect(inherited.length).toBeGreaterThan(8)
    expect(inherited.every(({ from }) => from?.region === county)).toBe(true)
  })
})
