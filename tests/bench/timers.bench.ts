import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { openData, startServer, timerRunner } from '#runtime/server'
import type { Figure } from '../../scripts/bench.ts'
import { twoHazards } from '../runtime/server/rental-answers.ts'
import { caseOf } from './bare-model.ts'
import { copyCase } from './copied-cases.ts'
import { median, rentalLoad } from './rental-load.ts'

const timers = 1_000_000
const ticks = 200
const fired = 3_000

/**
 * 1,000,000 waiting timers: what a look costs when none is due, against the same on a store with one; and how many
 * that are due fire a second, in order, each with all that follows in its case.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'gezhi-timers-'))
  try {
    const first = await openData({ data })
    const load = await rentalLoad(first)
    const [task] = await load.openTasks(1)
    await load.finish(task!, twoHazards)
    await first.close()
    await untilTimer(data)
    const again = await openData({ data })
    const one = await tickCost((await rentalLoad(again)).deps)
    await again.close()
    copyCase(join(data, 'gezhi.db'), caseOf(task!), timers)
    const store = await openData({ data })
    const { deps } = await rentalLoad(store)
    const many = await tickCost(deps)
    report({ name: 'timers', value: many, unit: 'ms', baseline: one, ratio: many / one })

    const rows = await store.db.selectFrom('timer').select('due').orderBy('due').offset(fired).limit(1).execute()
    const now = rows[0]!.due
    const runner = timerRunner({ ...deps, clock: { now: () => now } }, () => {})
    const left = async () =>
      (await store.db.selectFrom('timer').select('due').where('due', '<', now).limit(1).execute()).length > 0
    const began = performance.now()
    runner.wake()
    while (await left()) await new Promise((resolve) => setTimeout(resolve, 20))
    const rate = (fired / (performance.now() - began)) * 1000
    await runner.stop()
    await store.close()
    report({ name: 'timers-due', value: rate, unit: '1/s', baseline: null, ratio: null })
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

/** Runs a server on the data until the job before the timer is done. */
async function untilTimer(data: string): Promise<void> {
  const server = await startServer({ data, port: 0, dist: join(data, 'no-dist'), log: pino({ level: 'silent' }) })
  const { db } = server.deps.store
  const set = async () => (await db.selectFrom('timer').select('due').limit(1).execute()).length > 0
  while (!(await set())) await new Promise((resolve) => setTimeout(resolve, 20))
  await server.stop()
}

/** Milliseconds of one look at the timers. */
async function tickCost(deps: Parameters<typeof timerRunner>[0]): Promise<number> {
  const times: number[] = []
  for (let tick = 0; tick < ticks; tick += 1) {
    const runner = timerRunner(deps, () => {
      throw new Error('A timer was due.')
    })
    const began = performance.now()
    runner.wake()
    await runner.stop()
    times.push(performance.now() - began)
  }
  return median(times)
}
