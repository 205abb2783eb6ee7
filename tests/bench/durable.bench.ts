import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openData, openStore } from '#runtime/server'
import type { Figure } from '../../scripts/bench.ts'
import { startPostgres } from '../support/postgres.ts'
import { bareModel } from './bare-model.ts'
import { barePostgres } from './bare-postgres.ts'
import { bareSqlite } from './bare-sqlite.ts'
import { median, rateOf, rentalLoad } from './rental-load.ts'

const rounds = 9
const each = 240
const inFlight = 16
const connections = 8

/**
 * Task completions a second through the real use case: permission, form, engine step, then state, task, offers, case,
 * history and audit in one transaction that is on the disk when it is answered. What is compared takes turns, so that
 * all of it meets the same disk; ratios are medians over the rounds.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  await onSqlite(report)
  await onPostgres(report)
}

/** The baseline commits the same rows, one completion to a transaction, by bare `node:sqlite`. */
async function onSqlite(report: (figure: Figure) => void) {
  const data = mkdtempSync(join(tmpdir(), 'gezhi-durable-'))
  const store = await openData({ data })
  try {
    const { openTasks, finish: complete } = await rentalLoad(store)
    const finish = (taskId: string) => complete(taskId)
    await rateOf(await openTasks(each), 1, finish)
    await rateOf(await openTasks(each), inFlight, finish)
    const commit = bareSqlite(join(data, 'gezhi.db'), await bareModel(store))
    const bare = async (taskId: string) => commit(taskId)
    const turns = await inTurns(async () => {
      const tasks = await openTasks(3 * each)
      return [
        await rateOf(tasks.slice(0, each), 1, finish),
        await rateOf(tasks.slice(each, 2 * each), inFlight, finish),
        await rateOf(tasks.slice(2 * each), 1, bare),
      ] as const
    })

    report(compared('sqlite-one', turns, ([one, , bare]) => [one, bare]))
    report(compared(`sqlite-${inFlight}`, turns, ([one, together]) => [together, one]))
  } finally {
    await store.close()
    rmSync(data, { recursive: true, force: true })
  }
}

/** The baseline sends the same statements by bare node-postgres. */
async function onPostgres(report: (figure: Figure) => void) {
  const { url, stop } = await startPostgres({ durable: true })
  const store = await openStore({ url, connections })
  try {
    const { openTasks, finish: complete } = await rentalLoad(store)
    const finish = (taskId: string) => complete(taskId)
    await rateOf(await openTasks(each), connections, finish)
    const bare = await barePostgres(url, await bareModel(store), connections)
    await rateOf(await openTasks(each), connections, bare.finish)
    const turns = await inTurns(async () => {
      const tasks = await openTasks(2 * each)
      return [
        await rateOf(tasks.slice(0, each), connections, finish),
        await rateOf(tasks.slice(each), connections, bare.finish),
      ] as const
    })
    await bare.end()

    report(compared(`postgres-${connections}`, turns, ([ours, bare]) => [ours, bare]))
  } finally {
    await store.close()
    await stop()
  }
}

async function inTurns<T>(turn: () => Promise<T>): Promise<T[]> {
  const turns: T[] = []
  for (let round = 0; round < rounds; round += 1) turns.push(await turn())
  return turns
}

function compared<T>(name: string, turns: readonly T[], rates: (turn: T) => readonly [ours: number, baseline: number]) {
  const all = turns.map(rates)
  return {
    name,
    value: median(all.map(([ours]) => ours)),
    unit: '1/s',
    baseline: median(all.map(([, baseline]) => baseline)),
    ratio: median(all.map(([ours, baseline]) => ours / baseline)),
  }
}
