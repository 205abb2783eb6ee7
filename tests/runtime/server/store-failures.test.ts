import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { CaseSummary } from '#runtime/api'
import { onPostgres } from '../../support/postgres.ts'
import {
  type Client,
  type DataPlace,
  dataPlace,
  eventually,
  type TestServer,
  testServer,
} from '../../support/server.ts'
import { startRental } from './case-steps.ts'
import { grid as gridRegion, registration } from './rental-answers.ts'

const onSqlite = process.env.GEZHI_TEST_DATABASE !== 'postgres'
let place: DataPlace
let server: TestServer
let grid: Client
let requests = 0

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place)
  grid = await server.as('grid')
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

function start() {
  requests += 1
  const requestId = `while-failing-${requests}`
  const body = { processId: 'rental-housing', region: gridRegion, answers: registration, requestId }
  return grid.post<CaseSummary & { code: string }>('/api/cases', body)
}

const cases = async () => (await grid.get<{ items: CaseSummary[] }>('/api/cases?limit=100')).body.items

describe.runIf(onSqlite)('a full disk', () => {
  it('fails the request in plain words, keeps what was there, and is over when there is room again', async () => {
    await startRental(grid)
    const before = await cases()
    const { db } = server.deps.store
    const [{ page_count: pages }] = (await sql<{ page_count: number }>`pragma page_count`.execute(db)).rows as [
      { page_count: number },
    ]
    await sql`pragma max_page_count = ${sql.lit(pages)}`.execute(db)
    const refused = await eventually(async () => {
      const answer = await start()
      return answer.status === 200 ? undefined : answer
    })

    expect([refused.status, refused.body.code]).toEqual([503, 'disk-full'])
    expect(JSON.stringify(refused.body)).not.toContain('SQLITE')
    const kept = await cases()
    expect(kept.slice(-before.length)).toEqual(before)
    await sql`pragma max_page_count = 1000000`.execute(db)
    expect((await start()).status).toBe(200)
    expect(await cases()).toHaveLength(kept.length + 1)
  })
})

describe.skipIf(onSqlite)('a lost database', () => {
  it('fails the request in plain words, and is over when the database is back', async () => {
    await startRental(grid)
    const before = await cases()
    const name = new URL(place.databaseUrl ?? '').pathname.slice(1)
    await onPostgres(inject('postgresUrl'), `alter database ${name} allow_connections false`)
    await onPostgres(
      inject('postgresUrl'),
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    )
    const refused = await start()
    const health = await server.visitor().get<{ code: string }>('/api/health')

    expect([refused.status, refused.body.code]).toEqual([503, 'store-unavailable'])
    expect([health.status, health.body.code]).toEqual([503, 'store-unavailable'])
    await onPostgres(inject('postgresUrl'), `alter database ${name} allow_connections true`)
    expect(await cases()).toEqual(before)
    expect((await start()).status).toBe(200)
  })
})
