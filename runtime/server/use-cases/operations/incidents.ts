import { EngineError } from '#engine'
import type { LocalizedText } from '#findings'
import type { Incident } from '#runtime/api'
import { iso } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import { endOf } from '../../execution/correlation.ts'
import { addressOf } from '../../execution/element-address.ts'
import { factsOf } from '../../execution/process-facts.ts'
import { accessOf, type SignedIn } from '../../permissions/access.ts'
import { operatorAreas } from '../../permissions/operators.ts'
import { RefusedError } from '../../refused-error.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { splitTaskId } from '../task-id.ts'
import { addressed, operate } from './operate.ts'

export interface ListIncidents {
  readonly user: SignedIn
  readonly region?: string
  readonly cursor?: string
  readonly limit?: number
}

/** The open incidents in the regions that the user administers, newest first. @throws {RefusedError} `forbidden`. */
export function listIncidents({ store, regions, releases }: Deps) {
  return async ({ user, region, cursor, limit = 20 }: ListIncidents): Promise<{ items: Incident[]; next?: string }> => {
    const areas = operatorAreas(user, region)
    const after = readCursor(cursor)
    let query = store.db
      .selectFrom('incident')
      .innerJoin('cases', 'cases.id', 'incident.case_id')
      .select(['incident.case_id', 'incident_id', 'element_id', 'code', 'message', 'raised_at'])
      .select(['cases.number', 'cases.title', 'cases.process_id', 'cases.process_title', 'cases.region', 'release'])
      .where('closed_at', 'is', null)
      .where((eb) => eb.or(areas.map((area) => eb.and([eb('region', '>=', area), eb('region', '<', endOf(area))]))))
    if (after) {
      const dot = after.id.indexOf('.')
      const [caseId, incidentId] = [after.id.slice(0, dot), after.id.slice(dot + 1)]
      query = query.where((eb) =>
        eb(eb.refTuple('raised_at', 'incident.case_id', 'incident_id'), '<', eb.tuple(after.at, caseId, incidentId)),
      )
    }
    const rows = await query
      .orderBy('raised_at', 'desc')
      .orderBy('incident.case_id', 'desc')
      .orderBy('incident_id', 'desc')
      .limit(limit + 1)
      .execute()
    const page = rows.slice(0, limit)
    const names = await regions.names(page.map((row) => row.region))
    const items = await Promise.all(
      page.map(async (row): Promise<Incident> => {
        const elementName = await titleOf(row)
        return {
          id: `${row.case_id}.${row.incident_id}`,
          caseId: row.case_id,
          caseNumber: row.number,
          caseTitle: row.title,
          processTitle: JSON.parse(row.process_title) as LocalizedText,
          region: row.region,
          regionName: names.get(row.region) ?? row.region,
          elementId: row.element_id,
          ...(elementName && { elementName }),
          code: row.code,
          message: row.message,
          raisedAt: iso(row.raised_at),
        }
      }),
    )
    const last = page.at(-1)
    if (rows.length <= limit || !last) return { items }
    return { items, next: writeCursor({ at: last.raised_at, id: `${last.case_id}.${last.incident_id}` }) }

    async function titleOf(row: (typeof rows)[number]) {
      const { call } = addressOf(row.incident_id)
      const called =
        call === 0
          ? undefined
          : await store.db
              .selectFrom('called_instance')
              .select('process_id')
              .where('case_id', '=', row.case_id)
              .where('number', '=', call)
              .executeTakeFirst()
      const process = await releases.process(row.release, called?.process_id ?? row.process_id)
      return factsOf(process).titles.get(row.element_id)
    }
  }
}

export interface RetryIncident {
  readonly user: SignedIn
  /** `CASE.INCIDENT` */
  readonly incidentId: string
  readonly reason: string
}

/** Lets the token of an incident try again what it could not do. @throws {RefusedError} `not-found`, `incident-not-open`. */
export function retryIncident(deps: Deps) {
  const run = operate(deps)

  return async ({ user, incidentId, reason }: RetryIncident): Promise<undefined> => {
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
    return run({ user, caseId, reason }, async ({ at }) => {
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
