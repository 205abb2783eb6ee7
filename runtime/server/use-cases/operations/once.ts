import type { Tx } from '../../store/store.ts'

/** One intent of a client: sent again under the same id, it does nothing again. */
export interface Once {
  readonly userId: string
  readonly requestId?: string
  /** What it was about: a case, a migration, a process. */
  readonly about: string
  readonly at: number
}

/** What the request was about when it was carried out before; undefined where it is new, or has no id. */
export async function doneBefore({ db }: Tx, { userId, requestId, about, at }: Once): Promise<string | undefined> {
  if (requestId === undefined) return undefined
  const added = await db
    .insertInto('answered_request')
    .values({ user_id: userId, request_id: requestId, at, case_id: about })
    .onConflict((conflict) => conflict.doNothing())
    .returning('case_id')
    .executeTakeFirst()
  if (added) return undefined
  const before = await db
    .selectFrom('answered_request')
    .select('case_id')
    .where('user_id', '=', userId)
    .where('request_id', '=', requestId)
    .executeTakeFirst()
  return before?.case_id ?? about
}
