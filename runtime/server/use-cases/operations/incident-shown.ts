import type { LocalizedText } from '#findings'
import type { Incident } from '#runtime/api'
import { iso } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import { addressOf } from '../../execution/element-address.ts'
import { factsOf } from '../../execution/process-facts.ts'
import type { Db } from '../../store/store.ts'
import { incidentWords } from './incident-words.ts'

/** Open incidents with what is shown of their cases. */
export function openIncidents(db: Db) {
  return db
    .selectFrom('incident')
    .innerJoin('cases', 'cases.id', 'incident.case_id')
    .innerJoin('instance', 'instance.case_id', 'incident.case_id')
    .select(['incident.case_id', 'incident_id', 'element_id', 'code', 'message', 'raised_at', 'instance.suspended'])
    .select(['cases.number', 'cases.title', 'cases.process_id', 'cases.process_title', 'cases.region', 'release'])
    .where('closed_at', 'is', null)
}

export type IncidentRow = Awaited<ReturnType<ReturnType<typeof openIncidents>['execute']>>[number]

/** Incidents as they are shown, with what is wrong and what to do in words. */
export function showIncidents({ store, regions, releases }: Deps) {
  const titleOf = async (row: IncidentRow) => {
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
    const { processes } = (await releases.ready(row.release)).compiled
    const process = processes.get(called?.process_id ?? row.process_id)
    return process && factsOf(process).titles.get(row.element_id)
  }

  return async (rows: readonly IncidentRow[]): Promise<Incident[]> => {
    const names = await regions.names(rows.map((row) => row.region))
    return Promise.all(
      rows.map(async (row): Promise<Incident> => {
        const elementName = await titleOf(row)
        return {
          id: `${row.case_id}.${row.incident_id}`,
          caseId: row.case_id,
          caseNumber: row.number,
          caseTitle: row.title,
          processId: row.process_id,
          processTitle: JSON.parse(row.process_title) as LocalizedText,
          region: row.region,
          regionName: names.get(row.region) ?? row.region,
          elementId: row.element_id,
          ...(elementName && { elementName }),
          code: row.code,
          ...incidentWords(row.code),
          message: row.message,
          raisedAt: iso(row.raised_at),
          suspended: row.suspended !== 0,
        }
      }),
    )
  }
}
