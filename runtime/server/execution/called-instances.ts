import type { InstanceState, Process } from '#engine'
import type { Tx } from '../store/store.ts'

/** A called process in a transaction. Its caller is locked, so nobody else changes it. */
export interface CalledInstance {
  readonly number: number
  readonly process: Process
  readonly caller: number
  readonly callId: string
  readonly depth: number
  state: InstanceState
}

/** The called processes of a case, read when they are first asked for and written by `save`. */
export function calledInstances({ db }: Tx, caseId: string, processOf: (id: string) => Process | undefined) {
  const known = new Map<number, CalledInstance>()
  const added = new Set<number>()
  const before = new Map<number, InstanceState>()
  let last: number | undefined

  const rows = () => db.selectFrom('called_instance').selectAll().where('case_id', '=', caseId)
  const remember = (row: Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number] | undefined) => {
    if (!row) return undefined
    const loaded = known.get(row.number)
    if (loaded) return loaded
    const process = processOf(row.process_id)
    if (!process) return undefined
    const { number, caller, call_id: callId, depth } = row
    const one: CalledInstance = { number, process, caller, callId, depth, state: JSON.parse(row.state) }
    known.set(number, one)
    before.set(number, one.state)
    return one
  }

  return {
    get: async (number: number): Promise<CalledInstance | undefined> =>
      known.get(number) ?? remember(await rows().where('number', '=', number).executeTakeFirst()),
    /** The process that a call began, while it runs. */
    of: async (caller: number, callId: string): Promise<CalledInstance | undefined> => {
      const mine = [...known.values()].findLast((one) => one.caller === caller && one.callId === callId)
      const found =
        mine ??
        remember(
          await rows()
            .where('caller', '=', caller)
            .where('call_id', '=', callId)
            .where('active', '=', 1)
            .executeTakeFirst(),
        )
      return found?.state.status === 'active' ? found : undefined
    },
    nextNumber: async (): Promise<number> => {
      if (last === undefined) {
        const row = await db
          .selectFrom('called_instance')
          .select('number')
          .where('case_id', '=', caseId)
          .orderBy('number', 'desc')
          .limit(1)
          .executeTakeFirst()
        last = row?.number ?? 0
      }
      last += 1
      return last
    },
    add: (one: CalledInstance): void => {
      known.set(one.number, one)
      added.add(one.number)
    },
    save: async (): Promise<void> => {
      for (const { number, process, caller, callId, depth, state } of known.values()) {
        if (!added.has(number) && before.get(number) === state) continue
        const values = { active: state.status === 'active' ? 1 : 0, state: JSON.stringify(state) }
        if (added.has(number)) {
          await db
            .insertInto('called_instance')
            .values({ case_id: caseId, number, process_id: process.id, caller, call_id: callId, depth, ...values })
            .execute()
        } else {
          await db
            .updateTable('called_instance')
            .set(values)
            .where('case_id', '=', caseId)
            .where('number', '=', number)
            .execute()
        }
      }
    },
  }
}
