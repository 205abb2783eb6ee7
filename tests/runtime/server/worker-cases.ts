import type { CaseSummary, FetchedJob, JobTypeStanding, Worker } from '#runtime/api'
import { type Answered, type Client, client, type TestServer } from '../../support/server.ts'
import { byHand, drawn, end, task } from './event-processes.ts'

export const county = '330683'

/** A case that asks a worker of the land office, and goes another way where there is no such parcel. */
export const landProcess = (id: string, type: string, attributes = '') =>
  drawn(
    id,
    `${byHand}<bpmn:serviceTask id="check" name="查地籍" ${attributes}><bpmn:extensionElements>
       <zeebe:taskDefinition type="${type}" retries="2" />
       <zeebe:taskHeaders><zeebe:header key="office" value="land" /></zeebe:taskHeaders>
       <zeebe:ioMapping><zeebe:input source="=&quot;P-17&quot;" target="parcel" /></zeebe:ioMapping>
     </bpmn:extensionElements></bpmn:serviceTask>
     <bpmn:boundaryEvent id="unknown" attachedToRef="check"><bpmn:errorEventDefinition errorRef="no-parcel" /></bpmn:boundaryEvent>
     ${task('read')}${task('ask')}${end}`,
    ['begin -> check', 'check -> read', 'unknown -> ask', 'read -> end', 'ask -> end'],
    '<bpmn:error id="no-parcel" name="no-parcel" errorCode="no-parcel" />',
  )

let requests = 0

export async function startCase(who: Client, processId: string, region: string): Promise<CaseSummary> {
  requests += 1
  const body = { processId, region, answers: {}, requestId: `worker-case-${process.pid}-${requests}` }
  const started = await who.post<CaseSummary>('/api/cases', body)
  if (started.status !== 200) throw new Error(`Not started: ${started.status} ${JSON.stringify(started.body)}`)
  return started.body
}

/** A program outside, with its token. */
export interface Outside {
  readonly id: string
  readonly token: string
  readonly fetch: (body?: object) => Promise<Answered<{ items: FetchedJob[]; code?: string }>>
  readonly tell: <T = { code?: string }>(
    job: FetchedJob,
    what: 'complete' | 'fail' | 'error' | 'heartbeat',
    body?: object,
  ) => Promise<Answered<T>>
}

export function outside(url: string, token: string, id = ''): Outside {
  const { request } = client(url)
  const headers = { authorization: `Bearer ${token}` }
  return {
    id,
    token,
    fetch: (body = {}) => request('POST', '/api/jobs/fetch-and-lock', body, headers),
    tell: (job, what, body = {}) =>
      request('POST', `/api/jobs/${encodeURIComponent(job.id)}/${what}`, { lease: job.lease, ...body }, headers),
  }
}

export async function register(
  server: TestServer,
  admin: Client,
  worker: { name: string; types: readonly string[]; region?: string },
): Promise<Outside> {
  const asked = { region: county, ...worker }
  const { status, body } = await admin.post<{ worker: Worker; token: string }>('/api/workers', asked)
  if (status !== 200) throw new Error(`Not registered: ${status} ${JSON.stringify(body)}`)
  return outside(server.url, body.token, body.worker.id)
}

export async function standingOf(admin: Client, type: string): Promise<JobTypeStanding | undefined> {
  const { body } = await admin.get<{ items: JobTypeStanding[] }>('/api/job-types')
  return body.items.find((one) => one.type === type)
}
