import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Figure } from '../../scripts/bench.ts'
import { startPostgres } from '../support/postgres.ts'
import { median } from './rental-load.ts'

const each = 300
const rounds = 5
const lanes = 8

interface Node {
  readonly open: (count: number) => Promise<string[]>
  readonly finish: (taskIds: readonly string[]) => Promise<unknown>
  readonly end: () => Promise<unknown>
}

/** Completions a second on one PostgreSQL from one node and from two, each in a thread of its own with 8 in flight. */
export async function run(report: (figure: Figure) => void): Promise<void> {
  const { url, stop } = await startPostgres({ durable: true })
  const one = await nodeOn(url, 'one')
  const other = await nodeOn(url, 'other')
  try {
    for (const node of [one, other]) await node.finish(await node.open(each))
    const turns: [alone: number, both: number][] = []
    for (let round = 0; round < rounds; round += 1) {
      const tasks = await one.open(3 * each)
      const alone = await rate(each, () => one.finish(tasks.slice(0, each)))
      const both = await rate(2 * each, () =>
        Promise.all([one.finish(tasks.slice(each, 2 * each)), other.finish(tasks.slice(2 * each))]),
      )
      turns.push([alone, both])
    }
    const alone = median(turns.map(([rate]) => rate))
    const both = median(turns.map(([, rate]) => rate))
    report({ name: 'nodes-1', value: alone, unit: '1/s', baseline: null, ratio: null })
    report({ name: 'nodes-2', value: both, unit: '1/s', baseline: alone, ratio: both / alone })
  } finally {
    await Promise.all([one.end(), other.end()])
    await stop()
  }
}

async function nodeOn(url: string, name: string): Promise<Node> {
  const worker = new Worker(new URL('./node-worker.ts', import.meta.url), { workerData: { url, name, lanes } })
  const answer = async () => ((await once(worker, 'message')) as [string[]])[0]
  const ask = (asked: number | readonly string[]) => {
    const answered = answer()
    worker.postMessage(asked)
    return answered
  }
  await answer()
  return { open: ask, finish: ask, end: () => worker.terminate() }
}

async function rate(count: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (count / (performance.now() - began)) * 1000
}
