import type { LocalizedText } from '#findings'
import type { TaskSummary } from '#runtime/api'
import { iso } from '../clock.ts'

/** What a summary needs, of `task` joined to `cases`. */
export const taskColumns = [
  'task.id',
  'task.case_id',
  'task.element_id',
  'task.name',
  'task.due',
  'task.priority',
  'task.opened_at',
  'task.status',
  'cases.number',
  'cases.title',
  'cases.process_title',
  'cases.region',
] as const

export interface TaskRow {
  readonly id: string
  readonly case_id: string
  readonly element_id: string
  readonly name: string
  readonly due: number | null
  readonly priority: number
  readonly opened_at: number
  readonly status: 'open' | 'completed' | 'cancelled'
  readonly number: string
  readonly title: string
  readonly process_title: string
  readonly region: string
}

export function taskSummary(row: TaskRow, regionNames: ReadonlyMap<string, string>, now: number): TaskSummary {
  return {
    id: row.id,
    name: JSON.parse(row.name) as LocalizedText,
    elementId: row.element_id,
    caseId: row.case_id,
    caseNumber: row.number,
    caseTitle: row.title,
    processTitle: JSON.parse(row.process_title) as LocalizedText,
    region: row.region,
    regionName: regionNames.get(row.region) ?? row.region,
    createdAt: iso(row.opened_at),
    ...(row.due !== null && { due: iso(row.due) }),
    overdue: row.status === 'open' && row.due !== null && row.due < now,
    priority: row.priority,
  }
}
