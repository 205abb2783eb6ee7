import type { Process } from '#engine'
import type { LocalizedText } from '#findings'
import type { CaseScope, CaseToken, CaseWait, OperatedCase, ShownScope } from '#runtime/api'
import { iso } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import { storedId } from '../../execution/element-address.ts'
import { type CaseInstances, instancesOf } from '../../execution/instances-of.ts'
import { factsOf } from '../../execution/process-facts.ts'
import type { SignedIn } from '../../permissions/access.ts'
import { requireOperator } from '../../permissions/operators.ts'
import { RefusedError } from '../../refused-error.ts'
import { writeAudit } from '../../store/audit.ts'
import type { Db } from '../../store/store.ts'
import { caseColumns, caseSummary } from '../list-cases.ts'
import { deletable, deletionObstacle } from './delete-case.ts'
import { heldBack } from './hold-back.ts'
import { openIncidents, showIncidents } from './incident-shown.ts'
import { retainedUntil } from './retention.ts'

export interface ReadOperatedCase {
  readonly user: SignedIn
  readonly caseId: string
}

/** A case as those see it who mend it; no values of variables. @throws {RefusedError} `not-found`, `forbidden`. */
export function readOperatedCase(deps: Deps) {
  const { store, releases, regions, clock } = deps
  const show = showIncidents(deps)

  return async ({ user, caseId }: ReadOperatedCase): Promise<OperatedCase> => {
    const { db } = store
    const row = await operatedRow(db, user, caseId)
    const ready = await releases.ready(row.release)
    const [instances, incidents, timers, subscriptions, hold, facts, names] = await Promise.all([
      instancesOf(db, { id: row.id, processId: row.process_id, state: row.state }, ready.compiled.processes),
      openIncidents(db).where('incident.case_id', '=', caseId).execute().then(show),
      db.selectFrom('timer').select(['timer_id', 'element_id', 'due']).where('case_id', '=', caseId).execute(),
      db
        .selectFrom('subscription')
        .select(['subscription_id', 'element_id', 'kind', 'name'])
        .where('case_id', '=', caseId)
        .execute(),
      db.selectFrom('case_hold').selectAll().where('case_id', '=', caseId).executeTakeFirst(),
      deletable(db, row),
      regions.names([row.region]),
    ])
    const waits = [
      ...timers.map(({ timer_id, element_id, due }) => ({
        id: timer_id,
        element_id,
        kind: 'timer' as const,
        due: iso(due),
      })),
      ...subscriptions.map(({ subscription_id, element_id, kind, name }) => ({
        id: subscription_id,
        element_id,
        kind: kind === 'signal' ? ('signal' as const) : ('message' as const),
        name,
      })),
    ]
    const obstacle = deletionObstacle(facts, 'ordered', clock.now())
    return {
      summary: caseSummary(row, names),
      release: row.release,
      suspended: row.suspended === 0 ? 'no' : row.suspended === heldBack.withProcess ? 'process' : 'case',
      instances: instances.map(({ number, process, state }) => ({
        number,
        processId: process.id,
        title: process.title,
        status: state.status,
      })),
      tokens: instances.flatMap((one) =>
        tokensOf(one).map((token) => {
          const incident = incidents.find(({ id }) => id === `${caseId}.${token.incidentId}`)
          const { incidentId: _, ...rest } = token
          return { ...rest, ...(incident && { incident }) }
        }),
      ),
      waits: waits.map(({ element_id, ...wait }): CaseWait => {
        const call = instances.find(({ number }) => number === callOf(wait.id))
        const name = call && factsOf(call.process).titles.get(element_id)
        return { ...wait, call: callOf(wait.id), elementId: element_id, ...(name && { elementName: name }) }
      }),
      scopes: instances.flatMap((one) =>
        scopesOf(one).map(({ variables, ...scope }): CaseScope => ({ ...scope, names: Object.keys(variables) })),
      ),
      targets: instances.filter(({ state, number }) => number === 0 || state.status === 'active').flatMap(targetsOf),
      ...(row.ended_at !== null && { retainUntil: iso(retainedUntil(row.ended_at)) }),
      ...(hold && { hold: { reason: hold.reason, by: hold.by_name, at: iso(hold.at) } }),
      deletion: { possible: obstacle === undefined, ...(obstacle && { obstacle }) },
    }
  }
}

export interface ReadVariables extends ReadOperatedCase {
  /** What they are wanted for. */
  readonly reason: string
}

/** The variables of a case; who saw them, and for what, is written down. @throws {RefusedError} */
export function readVariables({ store, releases, clock }: Deps) {
  return async ({ user, caseId, reason }: ReadVariables): Promise<{ scopes: ShownScope[] }> => {
    const row = await operatedRow(store.db, user, caseId)
    const { processes } = (await releases.ready(row.release)).compiled
    const own = { id: row.id, processId: row.process_id, state: row.state }
    const instances = await instancesOf(store.db, own, processes)
    const entry = { stream: `case:${caseId}`, at: clock.now(), actor: user.id, action: 'read-variables' }
    await store.write((tx) => writeAudit(tx, { ...entry, subject: `${caseId} ${reason}` }))
    return { scopes: instances.flatMap((one) => scopesOf(one)) }
  }
}

async function operatedRow(db: Db, user: SignedIn, caseId: string) {
  const row = await db
    .selectFrom('cases')
    .innerJoin('instance', 'instance.case_id', 'cases.id')
    .select(caseColumns)
    .select(['release', 'instance.state', 'instance.suspended'])
    .where('cases.id', '=', caseId)
    .executeTakeFirst()
  if (!row) throw new RefusedError('not-found')
  requireOperator(user, row.region)
  return row
}

const callOf = (stored: string) => Number(/^(\d+):/.exec(stored)?.[1] ?? 0)

function named(process: Process, elementId: string): { readonly elementName?: LocalizedText } {
  const elementName = factsOf(process).titles.get(elementId)
  return elementName ? { elementName } : {}
}

type TokenOfInstance = Omit<CaseToken, 'incident'> & { readonly incidentId?: string }

function tokensOf({ number, process, state }: CaseInstances): TokenOfInstance[] {
  return Object.entries(state.tokens).map(([key, { at, wait, incident, scope, since }]) => ({
    id: storedId({ call: number, id: key }),
    call: number,
    elementId: at,
    ...named(process, at),
    waitsFor: wait ?? 'event',
    ...(since !== undefined && { since: iso(since) }),
    ...(incident !== undefined && { incidentId: storedId({ call: number, id: String(incident) }) }),
    mayAdd: isMultiple(process, state, scope),
  }))
}

/** Whether a scope is one run of a multi-instance activity, or lies in one. */
function isMultiple(process: Process, { scopes, tokens }: CaseInstances['state'], scope: number): boolean {
  for (let key: number | undefined = scope; key !== undefined; key = scopes[key]?.parent) {
    const { loop, token } = scopes[key] ?? {}
    const at = token === undefined ? undefined : tokens[token]?.at
    if (loop && at !== undefined) return process.nodes.get(at)?.loop?.kind === 'multi'
  }
  return false
}

function scopesOf({ number, process, state }: CaseInstances) {
  return Object.entries(state.scopes)
    .filter(([key, { variables }]) => key === '1' || Object.keys(variables).length > 0)
    .map(([key, { token, variables }]) => {
      const at = token === undefined ? undefined : state.tokens[token]?.at
      return {
        id: storedId({ call: number, id: key }),
        call: number,
        ...(at !== undefined && { elementId: at, ...named(process, at) }),
        variables: { ...variables },
      }
    })
}

/** Where a token can be put: not to events at a boundary, nor into event sub-processes. */
function targetsOf({ number, process }: CaseInstances): OperatedCase['targets'] {
  const none: ReadonlySet<string> = new Set(['boundaryEvent', 'eventSubProcess'])
  return [...process.nodes.values()]
    .filter(({ kind }) => !none.has(kind))
    .map(({ id, name, kind }) => ({ call: number, elementId: id, name, kind }))
}
