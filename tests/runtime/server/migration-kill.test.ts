import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CaseSummary, MigrationDetail, MigrationSource } from '#runtime/api'
import { brokenAuditLine, openData, type Store } from '#runtime/server'
import {
  type Client,
  type DataPlace,
  dataPlace,
  eventually,
  signedIn,
  type TestServer,
  testServer,
} from '../../support/server.ts'
import { createAccount } from './accounts.ts'
import { childServer } from './child-server.ts'
import { byHand, drawn, end, publishProcesses, task } from './event-processes.ts'

const county = '330683'
const many = 40
const reason = '流程改版'
const onPostgres = process.env.GEZHI_TEST_DATABASE === 'postgres'
let place: DataPlace
let server: TestServer
let admin: Client

const walk = (first: string) =>
  drawn('walk', `${byHand}${task(first)}${task('report')}${end}`, [
    `begin -> ${first}`,
    `${first} -> report`,
    'report -> end',
  ])

beforeAll(async () => {
  place = await dataPlace()
  await open()
  await createAccount(server, 'officer', [{ role: 'grid_worker', region: county }])
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

async function open() {
  server = await testServer(place)
  admin = await server.as('admin')
}

/** Where each case stands, and what its history says of moves. */
async function standing({ db }: Store) {
  const cases = await db
    .selectFrom('cases')
    .innerJoin('instance', 'instance.case_id', 'cases.id')
    .select(['cases.id', 'release', 'state'])
    .where('process_id', '=', 'walk')
    .orderBy('cases.id')
    .execute()
  const lines = await db
    .selectFrom('history')
    .select(['case_id', 'what'])
    .where('what', 'in', ['migrated', 'migrationUndone'])
    .execute()
  const tasks = await db.selectFrom('task').select(['case_id', 'element_id']).where('status', '=', 'open').execute()
  return cases.map(({ id, release, state }) => ({
    id,
    release,
    waits: Object.values((JSON.parse(state) as { tokens: Record<string, { at: string }> }).tokens).map(({ at }) => at),
    tasks: tasks.filter(({ case_id }) => case_id === id).map(({ element_id }) => element_id),
    moves: lines.filter(({ case_id }) => case_id === id).map(({ what }) => what),
  }))
}

/**
 * Lets servers of their own work on a run until a few of its cases have come to `outcome`, and kills them in the middle of
 * it, on PostgreSQL two. Says where each case stands then.
 */
async function killing(id: string, act: 'start' | 'undo', outcome: 'moved' | 'undone') {
  await server.stop()
  const store = await openData(place)
  const children = await Promise.all(Array.from({ length: onPostgres ? 2 : 1 }, () => childServer(place)))
  const there = await signedIn(children[0]!.url, 'admin')
  await there.post(`/api/migrations/${id}/${act}`, { reason })
  await until(async () => {
    const rows = store.db.selectFrom('migrated_case').select('case_id').where('run_id', '=', id)
    return (await rows.where('outcome', '=', outcome).execute()).length >= 3
  })
  await Promise.all(children.map(({ kill }) => kill()))
  const found = await standing(store)
  await store.close()
  await open()
  return found
}

/** Looks so often that little happens between two looks. */
async function until(seen: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; looks < 10_000; looks += 1) {
    if (await seen()) return
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  throw new Error('It did not happen.')
}

it('a migration that is killed in the middle goes on, and moves each case once or not at all; undone it leaves all as they were', async () => {
  expect(await publishProcesses(admin, { walk: walk('visit') })).toEqual([])
  const officer = await signedIn(server.url, 'officer')
  for (let at = 0; at < many; at += 1) {
    const asked = { processId: 'walk', region: county, answers: {}, requestId: `killed-migration-${at}` }
    expect((await officer.post<CaseSummary>('/api/cases', asked)).status).toBe(200)
  }
  const before = await standing(server.deps.store)
  expect(await publishProcesses(admin, { walk: walk('inspect') })).toEqual([])
  const { body: sources } = await admin.get<{ items: MigrationSource[]; inForce: string }>(
    `/api/migrations/sources?region=${county}`,
  )
  const from = sources.items.find(({ inForce }) => !inForce)?.release
  const migration = {
    id: 'walk-2',
    title: { 'zh-CN': '走访改版' },
    processes: [{ process: 'walk', elements: { visit: 'inspect' } }],
  }
  const { body: planned } = await admin.post<MigrationDetail>('/api/migrations', {
    region: county,
    from,
    migration,
    reason,
  })
  const became = (state: string) =>
    eventually(async () => (await admin.get<MigrationDetail>(`/api/migrations/${planned.id}`)).body.state === state)
  await became('planned')

  const middle = await killing(planned.id, 'start', 'moved')
  expect(middle.filter(({ release }) => release === sources.inForce).length).toBeGreaterThanOrEqual(3)
  for (const { release, waits, tasks, moves } of middle) {
    const moved = release === sources.inForce
    expect([waits, tasks]).toEqual(moved ? [['inspect'], ['inspect']] : [['visit'], ['visit']])
    expect(moves).toEqual(moved ? ['migrated'] : [])
  }
  await became('done')
  for (const { release, waits, moves } of await standing(server.deps.store)) {
    expect([release, waits, moves]).toEqual([sources.inForce, ['inspect'], ['migrated']])
  }

  const undoing = await killing(planned.id, 'undo', 'undone')
  for (const { release, waits, moves } of undoing) {
    const undone = release === from
    expect(waits).toEqual([undone ? 'visit' : 'inspect'])
    expect(moves).toEqual(undone ? ['migrated', 'migrationUndone'] : ['migrated'])
  }
  await became('undone')
  const after = await standing(server.deps.store)
  expect(after.map(({ moves }) => moves)).toEqual(after.map(() => ['migrated', 'migrationUndone']))
  expect(after.map(({ moves: _, ...rest }) => rest)).toEqual(before.map(({ moves: _, ...rest }) => rest))
  for (const { id } of after.slice(0, 3)) {
    expect(await brokenAuditLine(server.deps.store.db, `case:${id}`)).toBeUndefined()
  }
})
