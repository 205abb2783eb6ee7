import { pino } from 'pino'
import type { Answers } from '#forms'
import { completeTask, type Deps, depsOn, installShippedDemo, type Store, startCase } from '#runtime/server'
import { grid, noHazards, registration } from '../runtime/server/rental-answers.ts'

const worker = {
  id: 'bench',
  userName: 'bench',
  displayName: '测试',
  grants: ['grid_worker', 'community_staff'].map((role) => ({ role, region: '330683' })),
}
const startedAtOnce = 16

/** Rental cases whose first task is open, and the use case that completes it: the form finds no hazard and the case ends. */
export interface RentalLoad {
  readonly deps: Deps
  /** The open tasks of that many new cases. */
  readonly openTasks: (count: number) => Promise<string[]>
  readonly finish: (taskId: string, answers?: Answers) => Promise<unknown>
}

/** Installs the demo on an empty store. `name` tells apart who asks on one store. */
export async function rentalLoad(store: Store, name = 'bench'): Promise<RentalLoad> {
  await installShippedDemo(store, Date.now())
  const deps = depsOn(store, { log: pino({ level: 'silent' }) })
  const complete = completeTask(deps)
  const start = startCase(deps)
  let requests = 0
  return {
    deps,
    finish: (taskId, answers = noHazards) => complete({ user: worker, taskId, answers }),
    openTasks: async (count) => {
      const ids: string[] = []
      const wanted = requests + count
      const lane = async () => {
        while (requests < wanted) {
          requests += 1
          const requestId = `${name}-${requests}`
          const asked = { user: worker, processId: 'rental-housing', region: grid, answers: registration, requestId }
          ids.push((await start(asked)).caseId)
        }
      }
      await Promise.all(Array.from({ length: startedAtOnce }, lane))
      const of = new Set(ids)
      const open = await store.db.selectFrom('task').select(['id', 'case_id']).where('status', '=', 'open').execute()
      return open.filter(({ case_id }) => of.has(case_id)).map(({ id }) => id)
    },
  }
}

/** Does the work for each of `things`, `lanes` at a time, and gives back how many a second. */
export async function rateOf<T>(
  things: readonly T[],
  lanes: number,
  work: (thing: T) => Promise<unknown>,
): Promise<number> {
  const left = [...things]
  const lane = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next)
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: lanes }, lane))
  return (things.length / (performance.now() - began)) * 1000
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
