import { defineEntity, p } from '@mikro-orm/core'
import { moment } from './moment.ts'

/** A case that must not be deleted, whatever its age, because of a dispute or an inquiry. */
export const CaseHold = defineEntity({
  name: 'CaseHold',
  tableName: 'case_hold',
  properties: { caseId: p.text().primary(), reason: p.text(), byName: p.text(), at: moment() },
})

/** 流程停用: no case of the process is begun in the region and below it. */
export const ProcessSuspension = defineEntity({
  name: 'ProcessSuspension',
  tableName: 'process_suspension',
  properties: {
    region: p.text().primary(),
    processId: p.text().primary(),
    /** 1 where open cases are held back as well. */
    casesToo: p.integer(),
    /** `holding` and `resuming` while cases are being held back or let go on. */
    state: p.text().$type<'holding' | 'held' | 'resuming'>(),
    reason: p.text(),
    byId: p.text(),
    byName: p.text(),
    at: moment(),
  },
})

/** A migration of the open cases of a region. */
export const MigrationRun = defineEntity({
  name: 'MigrationRun',
  tableName: 'migration_run',
  properties: {
    id: p.text().primary(),
    region: p.text(),
    /** Only cases on this release; all others than `to` where null. */
    fromRelease: p.text().nullable(),
    toRelease: p.text(),
    /** JSON: the `Migration`; null where everything keeps its id. */
    migration: p.text().nullable(),
    state: p.text().$type<'planning' | 'planned' | 'running' | 'stopped' | 'done' | 'undoing' | 'undone'>(),
    /** How many cases were open when it was planned. */
    total: p.integer(),
    reason: p.text(),
    byId: p.text(),
    byName: p.text(),
    at: moment(),
    endedAt: moment().nullable(),
  },
})

/** A case of a migration. */
export const MigratedCase = defineEntity({
  name: 'MigratedCase',
  tableName: 'migrated_case',
  properties: {
    runId: p.text().primary(),
    caseId: p.text().primary(),
    outcome: p.text().$type<'waiting' | 'planned' | 'refused' | 'moved' | 'gone' | 'undone' | 'gone-on'>(),
    verdict: p.text().$type<'unchanged' | 'moves' | 'caution' | 'refused'>().nullable(),
    /** JSON: why, or what to know. */
    reasons: p.text(),
    /** JSON: the case as it was, from its move until it is taken back. */
    before: p.text().nullable(),
    /** The state's version after the move: with another one somebody has worked on the case since. */
    versionAfter: p.integer().nullable(),
  },
})
