import type { Effect, Process } from '#engine'
import type { WorkingCalendar } from '#feel'
import { insertRows } from '../store/insert-rows.ts'
import { prepared } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'
import { changeTask } from './change-task.ts'
import { storedId } from './element-address.ts'
import { eventKey, optionalEventKey } from './event-key.ts'
import { messageOf, tooLate } from './messages.ts'
import { closeTask, openTask } from './task-rows.ts'
import type { Line } from './timeline.ts'

/** The case whose step made the effects. */
export interface EffectCase {
  readonly id: string
  readonly region: string
  readonly processId: string
  /** How many cases have begun each other before this one. */
  readonly hops: number
}

export interface StepFacts {
  readonly at: number
  /** Digest of the case's release, by which it is stepped. */
  readonly release: string
  /** The processes of the case's release. */
  readonly processes: ReadonlyMap<string, Process>
  /** 发布区域: the region of the release; messages and signals of its cases stay within it. */
  readonly area: string
  readonly calendar: WorkingCalendar
  /** Who completed which task with what, where a person did the step. */
  readonly completion?: { readonly userId: string; readonly userName: string; readonly answers: object }
  /** Name of the external worker that did the job. */
  readonly workerName?: string
  /** What a job or an incident has to say on the timeline. */
  readonly said?: string
}

/**
 * Stores what a step of the case's process, or of one that it called, asks for; gives back the lines of history. `later`
 * are the effects of the same step that come after it: what they subscribe to is too late for a signal.
 */
export async function storeEffect(
  tx: Tx,
  of: EffectCase,
  call: number,
  effect: Effect,
  facts: StepFacts,
  later: readonly Effect[] = [],
): Promise<Line[]> {
  const stored = (id: string) => storedId({ call, id })
  switch (effect.type) {
    case 'openTask':
      return [openTask(tx, of, stored(effect.taskId), effect, facts)]
    case 'changeTask':
      await changeTask(tx, of, stored(effect.taskId), effect)
      return []
    case 'closeTask':
      return [await closeTask(tx, of, stored(effect.taskId), effect, facts)]
    case 'queueJob': {
      const { jobId, elementId, jobType, retries, pauses, headers, variables } = effect
      tx.soon(
        addJob(tx, [
          {
            case_id: of.id,
            job_id: stored(jobId),
            element_id: elementId,
            type: jobType,
            headers: JSON.stringify(headers),
            variables: JSON.stringify(variables),
            retries_left: Math.max(1, retries),
            attempts: 0,
            run_at: facts.at,
            lease: null,
            worker: null,
            pauses: pauses ? JSON.stringify(pauses) : null,
          },
        ]),
      )
      return []
    }
    case 'dropJob': {
      const [gone] = await deleteJob(tx, { caseId: of.id, id: stored(effect.jobId) })
      if (effect.reason === 'cancelled') return []
      const what = effect.reason === 'completed' ? 'jobCompleted' : 'jobFailed'
      return [
        {
          what,
          elementId: gone?.element_id,
          byName: facts.workerName,
          detail: facts.said === undefined ? undefined : { text: facts.said },
        },
      ]
    }
    case 'setTimer':
      tx.soon(
        addTimer(tx, [
          { case_id: of.id, timer_id: stored(effect.timerId), element_id: effect.elementId, due: effect.due },
        ]),
      )
      return []
    case 'clearTimer': {
      const [gone] = await deleteTimer(tx, { caseId: of.id, id: stored(effect.timerId) })
      return effect.reason === 'fired' ? [{ what: 'timerFired', elementId: gone?.element_id }] : []
    }
    case 'raiseIncident': {
      const { incidentId, elementId, code, message } = effect
      tx.soon(
        addIncident(tx, [
          {
            case_id: of.id,
            incident_id: stored(incidentId),
            element_id: elementId,
            code,
            message,
            raised_at: facts.at,
            closed_at: null,
          },
        ]),
      )
      return [{ what: 'incident', elementId, detail: { text: message } }]
    }
    case 'closeIncident': {
      const [closed] = await closeIncident(tx, { caseId: of.id, id: stored(effect.incidentId), at: facts.at })
      return [{ what: 'incidentClosed', elementId: closed?.element_id }]
    }
    case 'history':
      return [
        {
          what: effect.what,
          elementId: effect.elementId,
          ...(effect.since !== undefined && { detail: { since: effect.since } }),
        },
      ]
    case 'subscribe': {
      const { subscriptionId, elementId, kind, name, correlationKey } = effect
      tx.soon(
        addSubscription(tx, [
          {
            case_id: of.id,
            subscription_id: stored(subscriptionId),
            element_id: elementId,
            kind,
            name: eventKey(name),
            correlation_key: optionalEventKey(correlationKey),
            region: of.region,
            fresh: kind === 'message' ? 1 : 0,
            opened_at: facts.at,
          },
        ]),
      )
      return []
    }
    case 'unsubscribe': {
      const [gone] = await deleteSubscription(tx, { caseId: of.id, id: stored(effect.subscriptionId) })
      if (effect.reason !== 'delivered') return []
      return [{ what: gone?.kind === 'signal' ? 'signalReceived' : 'messageReceived', elementId: gone?.element_id }]
    }
    case 'sendMessage':
      tx.soon(addMessage(tx, [messageOf(of, effect, facts)]))
      return []
    case 'broadcastSignal': {
      const signal = messageOf(of, effect, facts)
      tx.soon(addMessage(tx, [signal]))
      const late = later.flatMap((each) =>
        each.type === 'subscribe' && each.kind === 'signal' && eventKey(each.name) === signal.name
          ? [{ message_id: signal.id, case_id: of.id, subscription_id: tooLate(stored(each.subscriptionId)) }]
          : [],
      )
      if (late.length > 0) tx.soon(addDelivery(tx, late))
      return []
    }
    case 'startCall':
    case 'endCall':
    case 'throwToCaller':
      return [] // Carried out within the case: see `carryOut`.
    case 'ended':
      if (call !== 0) return []
      tx.soon(endCase(tx, { id: of.id, status: effect.reason, endedAt: facts.at }))
      return [{ what: 'ended' }]
  }
}

const addJob = insertRows('job', [
  'case_id',
  'job_id',
  'element_id',
  'type',
  'headers',
  'variables',
  'retries_left',
  'attempts',
  'run_at',
  'lease',
  'worker',
  'pauses',
])
const addTimer = insertRows('timer', ['case_id', 'timer_id', 'element_id', 'due'])
const addIncident = insertRows('incident', [
  'case_id',
  'incident_id',
  'element_id',
  'code',
  'message',
  'raised_at',
  'closed_at',
])
const addSubscription = insertRows('subscription', [
  'case_id',
  'subscription_id',
  'element_id',
  'kind',
  'name',
  'correlation_key',
  'region',
  'fresh',
  'opened_at',
])
const addDelivery = insertRows('signal_delivery', ['message_id', 'case_id', 'subscription_id'])

const addMessage = insertRows('message', [
  'id',
  'kind',
  'name',
  'correlation_key',
  'variables',
  'area',
  'status',
  'at',
  'expires_at',
  'hops',
])

interface InCase {
  readonly caseId: string
  readonly id: string
}

const deleteJob = prepared((db, { caseId, id }: InCase) =>
  db.deleteFrom('job').where('case_id', '=', caseId).where('job_id', '=', id).returning('element_id'),
)
const deleteTimer = prepared((db, { caseId, id }: InCase) =>
  db.deleteFrom('timer').where('case_id', '=', caseId).where('timer_id', '=', id).returning('element_id'),
)
const deleteSubscription = prepared((db, { caseId, id }: InCase) =>
  db
    .deleteFrom('subscription')
    .where('case_id', '=', caseId)
    .where('subscription_id', '=', id)
    .returning(['element_id', 'kind']),
)
const closeIncident = prepared((db, { caseId, id, at }: InCase & { at: number }) =>
  db
    .updateTable('incident')
    .set({ closed_at: at })
    .where('case_id', '=', caseId)
    .where('incident_id', '=', id)
    .returning('element_id'),
)
type EndReason = Extract<Effect, { type: 'ended' }>['reason']

const endCase = prepared((db, { id, status, endedAt }: { id: string; status: EndReason; endedAt: number }) =>
  db.updateTable('cases').set({ status, ended_at: endedAt }).where('id', '=', id),
)
