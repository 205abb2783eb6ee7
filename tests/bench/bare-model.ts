import type { Store } from '#runtime/server'

/** What the completion of a finished case's task wrote: the rows that a bare driver writes for the same of another case. */
export type BareModel = Awaited<ReturnType<typeof bareModel>>

export async function bareModel({ db }: Store) {
  const { id } = await db
    .selectFrom('cases')
    .select('id')
    .where('status', '=', 'completed')
    .limit(1)
    .executeTakeFirstOrThrow()
  const { state, version } = await db
    .selectFrom('instance')
    .select(['state', 'version'])
    .where('case_id', '=', id)
    .executeTakeFirstOrThrow()
  const { answers, closed_at, opened_at, roles } = await db
    .selectFrom('task')
    .select(['answers', 'closed_at', 'opened_at', 'roles'])
    .where('case_id', '=', id)
    .executeTakeFirstOrThrow()
  const lines = await db
    .selectFrom('history')
    .select(['seq', 'at', 'what', 'element_id', 'by_name', 'detail'])
    .where('case_id', '=', id)
    .where('at', '=', closed_at ?? 0)
    .orderBy('seq')
    .execute()
  const audit = await db
    .selectFrom('audit')
    .selectAll()
    .where('stream', '=', `case:${id}`)
    .where('seq', '=', 2)
    .executeTakeFirstOrThrow()
  if (answers === null || closed_at === null || closed_at === opened_at || lines.length === 0) {
    throw new Error('The model case shows no completion of its own.')
  }
  const offeredTo = `role:${(JSON.parse(roles) as string[])[0]}`
  return { state, version, answers, closedAt: closed_at, offeredTo, lines, audit }
}

export const caseOf = (taskId: string) => taskId.slice(0, taskId.indexOf('.'))
