import { defineEntity, p } from '@mikro-orm/core'
import { moment } from './moment.ts'

export const CaseNumber = defineEntity({
  name: 'CaseNumber',
  tableName: 'case_number',
  properties: { prefix: p.text().primary(), last: p.integer() },
})

export const Case = defineEntity({
  name: 'Case',
  tableName: 'cases',
  properties: {
    id: p.text().primary(),
    number: p.text(),
    /** The number backwards: finding by its end is a walk of this index. */
    numberReversed: p.text(),
    title: p.text(),
    processId: p.text(),
    processTitle: p.text(),
    region: p.text(),
    status: p.text().$type<'open' | 'completed' | 'cancelled'>(),
    release: p.text(),
    startedAt: moment(),
    startedBy: p.text(),
    startedByName: p.text(),
    endedAt: moment().nullable(),
    startElementId: p.text(),
    startFormId: p.text().nullable(),
    startAnswers: p.text(),
    /** The release the start form was filled on, where the case was moved to another one since. */
    startRelease: p.text().nullable(),
  },
})

/** The engine's state of a case; changed by one step at a time. */
export const Instance = defineEntity({
  name: 'Instance',
  tableName: 'instance',
  properties: {
    caseId: p.text().primary(),
    /** Counts the steps: a step made on an older state is refused. */
    version: p.integer(),
    state: p.text(),
    /** Lines of history so far. */
    historyCount: p.integer(),
    /** While its jobs and timers are held back: 1 by itself, 2 with all cases of its process. */
    suspended: p.integer(),
    /** How many cases have begun each other, by message or signal, before this one. */
    hops: p.integer(),
    /** The version that the statistics know, how many lines of history, and where it stood then (JSON). */
    countedVersion: p.integer().default(0),
    countedLines: p.integer().default(0),
    countedStanding: p.text().nullable(),
  },
})

/** A case under each region that contains it: a list of cases is a walk of this index. */
export const CaseArea = defineEntity({
  name: 'CaseArea',
  tableName: 'case_area',
  properties: { area: p.text().primary(), startedAt: moment().primary(), caseId: p.text().primary() },
})

export const Task = defineEntity({
  name: 'Task',
  tableName: 'task',
  properties: {
    /** `CASE.TASK` */
    id: p.text().primary(),
    caseId: p.text(),
    elementId: p.text(),
    name: p.text(),
    formId: p.text().nullable(),
    assignee: p.text().nullable(),
    /** JSON: ids of the roles it is offered to. */
    roles: p.text(),
    due: moment().nullable(),
    priority: p.integer(),
    status: p.text().$type<'open' | 'completed' | 'cancelled'>(),
    openedAt: moment(),
    closedAt: moment().nullable(),
    completedBy: p.text().nullable(),
    completedByName: p.text().nullable(),
    answers: p.text().nullable(),
    /** The release its form was filled on, where the case was moved to another one since. */
    release: p.text().nullable(),
  },
})

/**
 * An open task under each role it is offered to (or the one person it is for) and each region that contains it:
 * an inbox is a walk of this index, however many tasks are open.
 */
export const TaskOffer = defineEntity({
  name: 'TaskOffer',
  tableName: 'task_offer',
  properties: {
    offeredTo: p.text().primary(),
    area: p.text().primary(),
    /** The due moment; tasks without one come last. */
    dueKey: moment().primary(),
    taskId: p.text().primary(),
    processId: p.text(),
  },
})
