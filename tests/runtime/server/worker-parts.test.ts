import { spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pauseAfter, tokenBucket } from '#runtime/server'
import { type DataPlace, dataPlace, testServer } from '../../support/server.ts'
import { outside } from './worker-cases.ts'

let place: DataPlace

beforeAll(async () => {
  place = await dataPlace()
})
afterAll(() => place.remove())

describe('the pause after a failure', () => {
  it('is what the definition says, the last one for all further failures', () => {
    expect([1, 2, 3, 9].map((failures) => pauseAfter(failures, [1_000, 60_000]))).toEqual([
      1_000, 60_000, 60_000, 60_000,
    ])
  })

  it('doubles from five seconds to ten minutes where the definition says nothing', () => {
    expect([1, 2, 3, 7, 8, 40].map((failures) => pauseAfter(failures, undefined) / 1000)).toEqual([
      5, 10, 20, 320, 600, 600,
    ])
  })
})

describe('a rate', () => {
  it('lets a burst through, then so many a second, each key by itself, and says how long to wait', () => {
    const { take } = tokenBucket({ perSecond: 2, burst: 3 })
    expect([0, 0, 0, 0].map((now) => take('a', now))).toEqual([0, 0, 0, 1])
    expect(take('b', 0)).toBe(0)
    expect([take('a', 500), take('a', 500), take('a', 60_000)]).toEqual([0, 1, 0])
  })
})

/** Runs `gezhi` in a process of its own, as a person does. */
function gezhi(...args: string[]): Promise<{ code: number | null; said: string; noted: string }> {
  const { DATABASE_URL: _, NODE_ENV: __, ...environment } = process.env
  const database = place.databaseUrl && { DATABASE_URL: place.databaseUrl }
  const child = spawn(process.execPath, ['bin/gezhi.js', ...args], {
    env: { ...environment, GEZHI_DATA: place.data, ...database },
  })
  let [said, noted] = ['', '']
  child.stdout.on('data', (text) => (said += text))
  child.stderr.on('data', (text) => (noted += text))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said, noted })))
}

describe('gezhi worker', () => {
  it('registers a worker beside a running server, lists it without its token, and revokes it', async () => {
    const server = await testServer(place)
    try {
      const added = await gezhi('worker', 'add', '短信平台', '--types', 'sms.send, sms.status')
      expect(added.code).toBe(0)
      expect(added.said).toMatch(/^gzw_[\w-]{43}\n$/)
      const one = outside(server.url, added.said.trim())
      expect((await one.fetch()).body).toEqual({ items: [] })
      expect((await one.fetch({ types: ['sms.other'] })).status).toBe(403)

      const listed = await gezhi('worker', 'list', '--json')
      expect(JSON.parse(listed.said)).toMatchObject({
        name: '短信平台',
        types: ['sms.send', 'sms.status'],
        region: '330683',
      })
      expect(listed.said + listed.noted).not.toContain(added.said.trim())
      expect((await gezhi('worker', 'add', '短信平台', '--types', 'a')).code).toBe(2)
      expect((await gezhi('worker', 'add', '通知', '--types', 'notice.send')).noted).toContain('notice.send')
      expect((await gezhi('worker', 'add', '别处', '--types', 'a', '--region', '999999')).noted).toContain('999999')
      expect((await gezhi('worker', 'revoke', '短信平台')).code).toBe(0)
      expect((await one.fetch()).status).toBe(401)
      expect((await gezhi('statistics', 'rebuild')).code).toBe(0)
    } finally {
      await server.stop()
    }
  })
})
