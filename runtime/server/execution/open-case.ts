import type { Effect, Process, StartCommand } from '#engine'
import type { WorkingCalendar } from '#feel'
import { hiddenVariables } from '../masks/case-view.ts'
import { areasOf } from '../permissions/region-code.ts'
import { RefusedError } from '../refused-error.ts'
import type { ReadyRelease } from '../releases/releases.ts'
import { writeAudit } from '../store/audit.ts'
import { insertRows } from '../store/insert-rows.ts'
import type { Tx } from '../store/store.ts'
import { nextCaseNumber } from '../use-cases/case-number.ts'
import { storeStart } from './advance.ts'
import { factsOf } from './process-facts.ts'
import { stepFacts } from './step-facts.ts'
import { isProcessSuspended } from './suspended-process.ts'

export interface OpenCase {
  readonly id: string
  readonly region: string
  readonly ready: ReadyRelease
  readonly process: Process
  /** With the start event; its variables are what the start form was answered with, or what the event brought. */
  readonly start: StartCommand & { readonly startEventId: string }
  readonly formId?: string
  readonly by: { readonly id: string; readonly displayName: string }
  /** How many cases have begun each other before this one. */
  readonly hops: number
}

/**
 * Opens a case in the transaction: its number, its first steps, the line in the audit log.
 * @throws {RefusedError} `process-suspended`
 */
export async function openCase(tx: Tx, opened: OpenCase, calendar: WorkingCalendar): Promise<readonly Effect[]> {
  const { id, region, ready, process, start, by, hops } = opened
  const { at, variables, startEventId } = start
  const { title } = factsOf(process)
  if (await isProcessSuspended(tx.db, process.id, region)) throw new RefusedError('process-suspended')
  const number = await nextCaseNumber(tx, region, at)
  const row = {
    id,
    number,
    number_reversed: [...number].reverse().join(''),
    title: caseTitle(process, hiddenVariables(ready, process.id, variables), title['zh-CN']),
    process_id: process.id,
    process_title: JSON.stringify(title),
    region,
    status: 'open' as const,
    release: ready.release.digest,
    started_at: at,
    started_by: by.id,
    started_by_name: by.displayName,
    start_element_id: startEventId,
    start_form_id: opened.formId ?? null,
    start_answers: JSON.stringify(opened.formId === undefined ? {} : variables),
  }
  tx.soon(addCase(tx, [row]))
  const areas = areasOf(region).map((area) => ({ area, started_at: at, case_id: id }))
  tx.soon(addAreas(tx, areas))
  const line = { what: 'started' as const, elementId: startEventId, byName: by.displayName }
  const of = { id, region, processId: process.id, hops }
  const effects = await storeStart(tx, of, start, stepFacts(ready, at, calendar), [line])
  await writeAudit(tx, { stream: `case:${id}`, at, actor: by.id, action: 'start-case', subject: id })
  return effects
}

const addCase = insertRows('cases', [
  'id',
  'number',
  'number_reversed',
  'title',
  'process_id',
  'process_title',
  'region',
  'status',
  'release',
  'started_at',
  'started_by',
  'started_by_name',
  'start_element_id',
  'start_form_id',
  'start_answers',
])
const addAreas = insertRows('case_area', ['area', 'started_at', 'case_id'])

const titleAtMost = 200

/** What a case is called: what its process says of its variables, or `fallback`. */
export function caseTitle(process: Process, variables: StartCommand['variables'], fallback: string): string {
  const value = factsOf(process).caseTitle?.evaluate(variables).value
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, titleAtMost) : fallback
}
