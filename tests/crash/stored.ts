import type { Store } from '#runtime/server'

/** Everything the store holds about cases, by case. */
export type Stored = Awaited<ReturnType<typeof readStored>>
export type StoredCase = Stored['cases'][number]
export type StoredMessage = Stored['messages'][number]

/** Reads all cases with all that belongs to them. No server may run. */
export async function readStored({ db }: Store) {
  const users = await db.selectFrom('user_account').select(['id', 'user_name']).execute()
  const all = await db.selectFrom('cases').selectAll().orderBy('id').execute()
  const instances = await db.selectFrom('instance').selectAll().execute()
  const tasks = await db.selectFrom('task').selectAll().orderBy('opened_at').orderBy('id').execute()
  const offers = await db.selectFrom('task_offer').selectAll().execute()
  const jobs = await db.selectFrom('job').selectAll().execute()
  const timers = await db.selectFrom('timer').selectAll().execute()
  const incidents = await db.selectFrom('incident').selectAll().execute()
  const history = await db.selectFrom('history').selectAll().orderBy('case_id').orderBy('seq').execute()
  const areas = await db.selectFrom('case_area').selectAll().execute()
  const notices = await db.selectFrom('notice').selectAll().execute()
  const audit = await db.selectFrom('audit').selectAll().where('stream', 'like', 'case:%').orderBy('seq').execute()
  const requests = await db.selectFrom('answered_request').selectAll().execute()
  const numbers = await db.selectFrom('case_number').selectAll().execute()
  const called = await db.selectFrom('called_instance').selectAll().orderBy('case_id').orderBy('number').execute()
  const subscriptions = await db.selectFrom('subscription').selectAll().execute()
  const messages = await db.selectFrom('message').selectAll().orderBy('id').execute()
  const deliveries = await db.selectFrom('signal_delivery').selectAll().execute()
  const triggers = await db
    .selectFrom('start_trigger')
    .select(['region', 'process_id', 'element_id', 'kind', 'name'])
    .execute()
  const streams = await db.selectFrom('audit').select('stream').distinct().execute()

  const byCase = <T extends { readonly case_id: string }>(rows: readonly T[]) => {
    const groups = Map.groupBy(rows, ({ case_id }) => case_id)
    return (id: string) => groups.get(id) ?? []
  }
  const [tasksOf, jobsOf, timersOf, incidentsOf] = [byCase(tasks), byCase(jobs), byCase(timers), byCase(incidents)]
  const [historyOf, areasOf, noticesOf, instanceOf] = [
    byCase(history),
    byCase(areas),
    byCase(notices),
    byCase(instances),
  ]
  const [calledOf, subscriptionsOf] = [byCase(called), byCase(subscriptions)]
  const offersOf = Map.groupBy(offers, ({ task_id }) => task_id)
  const auditOf = Map.groupBy(audit, ({ stream }) => stream)
  const known = new Set(all.map(({ id }) => id))
  const taskIds = new Set(tasks.map(({ id }) => id))
  const signals = new Set(messages.filter(({ kind }) => kind === 'signal').map(({ id }) => id))

  return {
    users: new Map(users.map(({ id, user_name }) => [id, user_name])),
    requests,
    messages,
    triggers,
    numbers,
    streams: streams.map(({ stream }) => stream),
    /** Rows that belong to no case or no task. */
    orphans: [
      ...deliveries
        .filter(({ case_id, message_id }) => !known.has(case_id) || !signals.has(message_id))
        .map((row) => JSON.stringify(row)),
      ...[
        ...called,
        ...subscriptions,
        ...jobs,
        ...timers,
        ...incidents,
        ...tasks,
        ...history,
        ...areas,
        ...notices,
        ...instances,
      ]
        .filter(({ case_id }) => !known.has(case_id))
        .map((row) => JSON.stringify(row)),
      ...offers.filter(({ task_id }) => !taskIds.has(task_id)).map((row) => JSON.stringify(row)),
      ...[...auditOf.keys()].filter((stream) => !known.has(stream.slice('case:'.length))),
    ],
    cases: all.map((row) => ({
      ...row,
      instance: instanceOf(row.id)[0],
      tasks: tasksOf(row.id).map((task) => ({ ...task, offers: offersOf.get(task.id) ?? [] })),
      jobs: jobsOf(row.id),
      timers: timersOf(row.id),
      incidents: incidentsOf(row.id),
      called: calledOf(row.id),
      subscriptions: subscriptionsOf(row.id),
      history: historyOf(row.id),
      areas: areasOf(row.id),
      notices: noticesOf(row.id),
      audit: auditOf.get(`case:${row.id}`) ?? [],
    })),
  }
}
