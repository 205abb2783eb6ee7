import type { ExpressionBuilder } from 'kysely'
import { EngineError } from '#engine'
import type { LocalizedText } from '#findings'
import type { Incident, IncidentGroup } from '#runtime/api'
import type { Deps } from '../../deps.ts'
import { endOf } from '../../execution/correlation.ts'
import { accessOf, type SignedIn } from '../../permissions/access.ts'
import { operatorAreas } from '../../permissions/operators.ts'
import { RefusedError } from '../../refused-error.ts'
import type { Tables } from '../../store/store.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { splitTaskId } from '../task-id.ts'
import { openIncidents, showIncidents } from './incident-shown.ts'
import { incidentWords } from './incident-words.ts'
import { addressed, operate } from './operate.ts'

export interface ListIncidents {
  readonly user: SignedIn
  readonly region?: string
  readonly processId?: string
  readonly elementId?: string
  readonly code?: string
  readonly caseId?: string
  /** Raised before or after; ISO 8601. */
  readonly before?: string
  readonly after?: string
  readonly cursor?: string
  readonly limit?: number
}

/** The open incidents in the regions that the user administers, newest first. @throws {RefusedError} `forbidden`. */
export function listIncidents(deps: Deps) {
  const show = showIncidents(deps)

  return async (asked: ListIncidents): Promise<{ items: Incident[]; next?: string }> => {
    const { user, region, processId, elementId, code, caseId, limit = 20 } = asked
    const areas = operatorAreas(user, region)
    const after = readCursor(asked.cursor)
    let query = openIncidents(deps.store.db).where((eb) => eb.or(areas.map((area) => withinArea(eb, area))))
    if (processId !== undefined) query = query.where('cases.process_id', '=', processId)
    if (elementId !== undefined) query = query.where('element_id', '=', elementId)
    if (code !== undefined) query = query.where('code', '=', code)
    if (caseId !== undefined) query = query.where('incident.case_id', '=', caseId)
    if (asked.before !== undefined) query = query.where('raised_at', '<', momentOf(asked.before))
    if (asked.after !== undefined) query = query.where('raised_at', '>=', momentOf(asked.after))
    if (after) {
      const dot = after.id.indexOf('.')
      const [afterCase, incidentId] = [after.id.slice(0, dot), after.id.slice(dot + 1)]
      query = query.where((eb) =>
        eb(eb.refTuple('raised_at', 'incident.case_id', 'incident_id'), '<', eb.tuple(after.at, afterCase, incidentId)),
      )
    }
    const rows = await query
      .orderBy('raised_at', 'desc')
      .orderBy('incident.case_id', 'desc')
      .orderBy('incident_id', 'desc')
      .limit(limit + 1)
      .execute()
    const page = rows.slice(0, limit)
    const items = await show(page)
    const last = page.at(-1)
    if (rows.length <= limit || !last) return { items }
    return { items, next: writeCursor({ at: last.raised_at, id: `${last.case_id}.${last.incident_id}` }) }
  }
}

const mostGroups = 200

/** The same, counted by process, element and code: what to filter by, the most frequent first. */
export function groupIncidents({ store }: Deps) {
  return async ({ user, region }: Pick<ListIncidents, 'user' | 'region'>): Promise<IncidentGroup[]> => {
    const areas = operatorAreas(user, region)
    const rows = await store.db
      .selectFrom('incident')
      .innerJoin('cases', 'cases.id', 'incident.case_id')
      .select(['cases.process_id', 'element_id', 'code'])
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('cases.process_title').as('process_title')])
      .where('closed_at', 'is', null)
      .where((eb) => eb.or(areas.map((area) => withinArea(eb, area))))
      .groupBy(['cases.process_id', 'element_id', 'code'])
      .orderBy('count', 'desc')
      .limit(mostGroups)
      .execute()
    return rows.map((row) => ({
      processId: row.process_id,
      processTitle: JSON.parse(row.process_title) as LocalizedText,
      elementId: row.element_id,
      code: row.code,
      title: incidentWords(row.code).title,
      count: Number(row.count),
    }))
  }
}

type InCases = ExpressionBuilder<Tables, 'cases'>

function withinArea(eb: unknown, area: string) {
  const of = eb as InCases
  return of.and([of('cases.region', '>=', area), of('cases.region', '<', endOf(area))])
}

/** @throws {RefusedError} `bad-request` */
function momentOf(text: string): number {
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new RefusedError('bad-request', { reason: `query: "${text}" is no moment` })
  return at
}

export interface RetryIncident {
  readonly user: SignedIn
  /** `CASE.INCIDENT` */
  readonly incidentId: string
  readonly reason: string
  readonly requestId?: string
}

/** Lets the token of an incident try again what it could not do. @throws {RefusedError} `not-found`, `incident-not-open`. */
export function retryIncident(deps: Deps) {
  const run = operate(deps)

  return async ({ user, incidentId, reason, requestId }: RetryIncident): Promise<undefined> => {
    const { caseId, engineTaskId: stored } = splitTaskId(incidentId)
    const [of, incident] = await Promise.all([
      deps.store.db.selectFrom('cases').select('region').where('id', '=', caseId).executeTakeFirst(),
      deps.store.db
        .selectFrom('incident')
        .select(['element_id', 'closed_at'])
        .where('case_id', '=', caseId)
        .where('incident_id', '=', stored)
        .executeTakeFirst(),
    ])
    if (!of || !incident || !accessOf(user).covers(of.region)) throw new RefusedError('not-found')
    return run({ user, caseId, reason, requestId }, async ({ at }) => {
      if (incident.closed_at !== null) throw new RefusedError('incident-not-open')
      const command = addressed(stored, (id) => ({ type: 'retryIncident', at, incidentId: id }))
      return {
        action: 'retry-incident',
        what: 'incidentRetried',
        elementId: incident.element_id,
        call: command.call,
        subject: incidentId,
        commands: [command],
      }
    })
  }
}

export interface RetryIncidents {
  readonly user: SignedIn
  readonly incidentIds: readonly string[]
  readonly reason: string
}

/** The same for many, each by itself: one that is refused does not hold up the others. */
export function retryIncidents(deps: Deps) {
  const retry = retryIncident(deps)

  return async ({ user, incidentIds, reason }: RetryIncidents) => {
    const items: { id: string; done: boolean; code?: string }[] = []
    for (const incidentId of incidentIds) {
      try {
        await retry({ user, incidentId, reason })
        items.push({ id: incidentId, done: true })
      } catch (error) {
        if (!(error instanceof RefusedError || error instanceof EngineError)) throw error
        items.push({ id: incidentId, done: false, code: error.code })
      }
    }
    return { items }
  }
}
