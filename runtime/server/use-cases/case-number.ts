import { dayOf } from '../calendar/due.ts'
import { prepared } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'

/** The next number of a case: division (6 digits), day, serial (5 digits). Unique on every node: the counter is a row. */
export async function nextCaseNumber(tx: Tx, region: string, now: number): Promise<string> {
  const prefix = `${region.slice(0, 6).padEnd(6, '0')}${dayOf(now).replaceAll('-', '')}`
  const [counted] = await countOne(tx, { prefix })
  return `${prefix}${String(counted?.last).padStart(5, '0')}`
}

const countOne = prepared((db, { prefix }: { prefix: string }) =>
  db
    .insertInto('case_number')
    .values({ prefix, last: 1 })
    .onConflict((conflict) => conflict.column('prefix').doUpdateSet((eb) => ({ last: eb('case_number.last', '+', 1) })))
    .returning('last'),
)
