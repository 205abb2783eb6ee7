import type { CaseSummary, TaskSummary } from '#runtime/api'
import { answersFor, registrationOf } from './answers.ts'
import { errand } from './errand.ts'
import { type Completion, type Ledger, nextNumber, type Start } from './ledger.ts'
import type { Chance } from './random.ts'
import { persistently, type Visitor } from './visitor.ts'

/** `starting`: begin cases and work on them; `finishing`: only work on what is open; `over`: end what you are at. */
export type Phase = 'starting' | 'finishing' | 'over'

const region = '330683001003001'
const idle = 25
/** With so much in the inbox nobody starts another case. */
const enough = 20

/**
 * Works through one account's inbox in no order, and starts cases where the account may. What gets no answer is sent
 * again, the same, until there is one.
 */
export async function work(who: Visitor, mayStart: boolean, ledger: Ledger, chance: Chance, phase: () => Phase) {
  for (let now = phase(); now !== 'over'; now = phase()) {
    const tasks = await inbox(who, ledger)
    if (mayStart && now === 'starting' && (tasks.length === 0 || (tasks.length < enough && chance.once(2)))) {
      await start(who, ledger, chance.once(2) ? errand : 'rental-housing')
      continue
    }
    const [first, ...others] = tasks
    if (first) await complete(who, chance.oneOf([first, ...others]), ledger, chance)
    else await new Promise((resolve) => setTimeout(resolve, idle))
  }
}

async function inbox(who: Visitor, ledger: Ledger): Promise<TaskSummary[]> {
  const { status, body } = await persistently(() => who.request('GET', `/api/tasks?limit=${enough}`))
  if (status === 200) return (body as { items: TaskSummary[] }).items
  ledger.oddities.push(`The inbox of ${who.userName} answered ${status}: ${JSON.stringify(body)}`)
  return []
}

async function start(who: Visitor, ledger: Ledger, processId: string) {
  const number = nextNumber(ledger)
  const asked: Start = {
    number,
    userName: who.userName,
    processId,
    requestId: `crash-start-${number}`,
    region,
    answers: registrationOf(number),
    unanswered: 0,
  }
  ledger.starts.push(asked)
  await send(who, asked, ledger)
}

/** Sends a start until it is answered. Sent again after that, it must answer the same. */
export async function send(who: Visitor, asked: Start, ledger: Ledger) {
  const { requestId, answers, processId } = asked
  const { status, body } = await persistently(
    () => who.request('POST', '/api/cases', { processId, region: asked.region, answers, requestId }),
    () => {
      asked.unanswered += 1
    },
  )
  const { id, number } = body as Partial<CaseSummary>
  if (status !== 200 || !id || !number) {
    ledger.oddities.push(`Start ${requestId} answered ${status}: ${JSON.stringify(body)}`)
    return
  }
  if (asked.acknowledged && asked.acknowledged.caseId !== id) {
    ledger.oddities.push(`Start ${requestId} answered with case ${asked.acknowledged.caseId} and later with ${id}.`)
  }
  asked.acknowledged ??= { caseId: id, caseNumber: number }
}

async function complete(who: Visitor, task: TaskSummary, ledger: Ledger, chance: Chance) {
  const number = nextNumber(ledger)
  const asked: Completion = {
    number,
    userName: who.userName,
    taskId: task.id,
    elementId: task.elementId,
    answers: answersFor(task.elementId, number, chance),
    unanswered: 0,
  }
  ledger.completions.push(asked)
  const { status, body } = await persistently(
    () => who.request('POST', `/api/tasks/${asked.taskId}/complete`, { answers: asked.answers }),
    () => {
      asked.unanswered += 1
    },
  )
  if (status === 200) asked.outcome = 'completed'
  else if (status === 409) asked.outcome = 'refused'
  else ledger.oddities.push(`Completing ${asked.taskId} answered ${status}: ${JSON.stringify(body)}`)
}
