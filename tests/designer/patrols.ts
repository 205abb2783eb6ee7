import { publishProcesses } from '../runtime/server/event-processes.ts'
import { type Client, signedIn } from '../support/server.ts'
import { begin, choice, drawnProcess, end, task } from './drawn-process.ts'

export const county = '330683'

const flows = ['begin -> visit', 'visit -> size', 'size -> report if size &gt; 10', 'size -> note if size &lt;= 10']

/** 巡查: stops where nobody has said how large the site is. */
const before = drawnProcess(
  'patrol',
  '工地巡查',
  [
    begin,
    task('visit', '现场走访'),
    choice('size', '规模？'),
    task('report', '上报街道'),
    task('note', '记录备查'),
    end,
  ],
  [...flows, 'report -> end', 'note -> end'],
)

/** Its next version: the visit is called otherwise, and somebody reads each report. */
const after = drawnProcess(
  'patrol',
  '工地巡查',
  [
    begin,
    task('inspect', '现场走访'),
    choice('size', '规模？'),
    task('report', '上报街道'),
    task('note', '记录备查'),
    task('review', '街道审核'),
    end,
  ],
  [
    ...flows.map((flow) => flow.replace('visit', 'inspect').replace('visit', 'inspect')),
    'report -> review',
    'review -> end',
    'note -> end',
  ],
)

export interface Patrols {
  readonly admin: Client
  /** Starts one and completes its visit where asked: it then stands in an incident. */
  readonly start: (how: 'visiting' | 'stuck') => Promise<string>
  readonly publishNext: () => Promise<void>
}

/** Publishes the process on a demo server and starts cases of it. */
export async function patrols(url: string): Promise<Patrols> {
  const admin = await signedIn(url, 'admin')
  const grid = await signedIn(url, 'grid')
  const community = await signedIn(url, 'community')
  const publish = async (xml: string) => {
    const errors = await publishProcesses(admin, { patrol: xml })
    if (errors.length > 0) throw new Error(errors.join('\n'))
  }
  await publish(before)
  let started = 0
  return {
    admin,
    publishNext: () => publish(after),
    start: async (how) => {
      started += 1
      const { body: me } = await grid.get<{ me: { grants: { region: string }[] } }>('/api/session')
      const region = me.me.grants[0]?.region ?? county
      const asked = { processId: 'patrol', region, answers: {}, requestId: `patrol-${Date.now()}-${started}` }
      const { body: opened } = await grid.post<{ id: string }>('/api/cases', asked)
      if (how === 'visiting') return opened.id
      const { body: inbox } = await community.get<{ items: { id: string; caseId: string }[] }>('/api/tasks?limit=100')
      const visit = inbox.items.find(({ caseId }) => caseId === opened.id)
      await community.post(`/api/tasks/${visit?.id}/complete`, { answers: {} })
      return opened.id
    },
  }
}
