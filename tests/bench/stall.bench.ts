import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { CaseSummary } from '#runtime/api'
import type { Figure } from '../../scripts/bench.ts'
import { killableServer } from '../crash/killable-server.ts'
import { chanceFrom } from '../crash/random.ts'
import { signIn, type Visitor } from '../crash/visitor.ts'
import { grid, registration } from '../runtime/server/rental-answers.ts'

const attackers = 50
const everyday = 8
const pause = 20
const lasts = 15_000

/**
 * What others notice while 50 clients post the worst definitions and answers they can think of: the time that the
 * everyday requests of 8 people take at the 99th percentile, against the same without attackers. `stall`: definitions with
 * the worst expressions and patterns, checks of them, and answers made for the patterns; `stall-bulk`: bodies of megabytes too.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'gezhi-stall-'))
  const server = await killableServer({ data })
  try {
    server.launch()
    await server.ready()
    const chance = chanceFrom(1)
    const worker = await signIn('grid', [server.url], chance)
    const caseId = await startOne(worker)
    await everydayTimes(worker, caseId, 3_000)
    const quiet = percentile(await everydayTimes(worker, caseId, lasts), 0.99)
    for (const bulk of [false, true]) {
      const { loud, answered } = await underAttack(server.url, worker, caseId, bulk)
      const name = bulk ? 'stall-bulk' : 'stall'
      report({ name, value: loud, unit: 'ms', baseline: quiet, ratio: loud / quiet })
      report({ name: `${name}-attacks`, value: answered, unit: 'requests', baseline: null, ratio: null })
    }
  } finally {
    await server.kill()
    rmSync(data, { recursive: true, force: true })
  }
}

async function underAttack(url: string, worker: Visitor, caseId: string, bulk: boolean) {
  const attack = new Worker(new URL('./attack-worker.ts', import.meta.url), { workerData: { url, attackers, bulk } })
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  const times = await everydayTimes(worker, caseId, lasts)
  attack.postMessage('enough')
  const [answered] = (await once(attack, 'message')) as [number]
  await attack.terminate()
  return { loud: percentile(times, 0.99), answered }
}

async function startOne(worker: Visitor): Promise<string> {
  const asked = { processId: 'rental-housing', region: grid, answers: registration, requestId: 'stall-request' }
  const outcome = await worker.request('POST', '/api/cases', asked)
  if (typeof outcome === 'string' || outcome.status !== 200) throw new Error(`No case: ${JSON.stringify(outcome)}`)
  return (outcome.body as CaseSummary).id
}

/** Milliseconds of each request of people who read their inbox and cases at an easy pace. */
async function everydayTimes(who: Visitor, caseId: string, for_: number): Promise<number[]> {
  const until = performance.now() + for_
  const times: number[] = []
  const paths = ['/api/tasks', '/api/cases?limit=20', `/api/cases/${caseId}`, '/api/session']
  const person = async (at: number) => {
    for (let turn = at; performance.now() < until; turn += 1) {
      const began = performance.now()
      const outcome = await who.request('GET', paths[turn % paths.length]!)
      times.push(performance.now() - began)
      if (typeof outcome === 'string' || outcome.status !== 200) throw new Error(`Refused: ${JSON.stringify(outcome)}`)
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
  await Promise.all(Array.from({ length: everyday }, (_, at) => person(at)))
  return times
}

function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN
}
