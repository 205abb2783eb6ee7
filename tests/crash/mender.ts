import type { Incident } from '#runtime/api'
import type { Phase } from './caseworker.ts'
import { answered, bell, errand, failing, mended, past } from './errand.ts'
import { type Ledger, type Message, nextNumber, type Operation } from './ledger.ts'
import type { Chance } from './random.ts'
import { persistently, type Visitor } from './visitor.ts'

const county = '330683'
const pause = 50
const rings = 12

/**
 * The administrator: answers errands by a message with their key, before or after they wait for it, rings for those that
 * wait for the signal, and mends what has failed: by setting what is missing, trying again and moving tokens.
 */
export async function mend(admin: Visitor, ledger: Ledger, chance: Chance, phase: () => Phase) {
  let answers = 0
  for (let turn = 1; phase() !== 'over'; turn += 1) {
    const errands = ledger.starts.filter(({ processId, acknowledged }) => processId === errand && acknowledged)
    for (const { answers: said, number } of errands.slice(answers)) {
      await send(admin, ledger, { kind: 'message', name: answered, key: String(said.address), variables: { number } })
      answers += 1
      if (chance.once(3)) break
    }
    if (turn % rings === 0) await send(admin, ledger, { kind: 'signal', name: bell, variables: {} })
    for (const incident of await failures(admin, ledger)) await mendOne(admin, ledger, chance, incident)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

async function send(admin: Visitor, ledger: Ledger, what: Pick<Message, 'kind' | 'name' | 'key' | 'variables'>) {
  const number = nextNumber(ledger)
  const sent: Message = { ...what, number, messageId: `crash-message-${number}`, unanswered: 0, acknowledged: false }
  ledger.messages.push(sent)
  const { kind, name, key, variables, messageId } = sent
  const body = { region: county, name, variables, messageId }
  const { status, body: told } = await persistently(
    () =>
      kind === 'message'
        ? admin.request('POST', '/api/messages', { ...body, correlationKey: key, timeToLive: 86_400 })
        : admin.request('POST', '/api/signals', body),
    () => {
      sent.unanswered += 1
    },
  )
  if (status === 200) sent.acknowledged = true
  else ledger.oddities.push(`Sending ${messageId} answered ${status}: ${JSON.stringify(told)}`)
}

async function failures(admin: Visitor, ledger: Ledger): Promise<readonly Incident[]> {
  const { status, body } = await persistently(() => admin.request('GET', '/api/incidents?limit=20'))
  if (status === 200) return (body as { items: Incident[] }).items.filter(({ elementId }) => elementId === failing)
  ledger.oddities.push(`The incidents answered ${status}: ${JSON.stringify(body)}`)
  return []
}

/** Trying again does the job with what it was given before, and fails again; what is set counts where it is begun anew. */
async function mendOne(admin: Visitor, ledger: Ledger, chance: Chance, { id, caseId }: Incident) {
  const tokenId = id.slice(caseId.length + 1)
  const move = (toElementId: string) =>
    operate(admin, ledger, 'move-token', caseId, `/api/cases/${caseId}/move`, { tokenId, toElementId })
  if (chance.once(4)) return move(past)
  if (chance.once(4)) return operate(admin, ledger, 'retry-incident', caseId, `/api/incidents/${id}/retry`, {})
  await operate(admin, ledger, 'set-variables', caseId, `/api/cases/${caseId}/variables`, { variables: mended })
  return move(failing)
}

async function operate(
  admin: Visitor,
  ledger: Ledger,
  action: Operation['action'],
  caseId: string,
  path: string,
  body: object,
) {
  const number = nextNumber(ledger)
  const asked: Operation = { number, action, caseId, reason: reasonOf(number), unanswered: 0 }
  ledger.operations.push(asked)
  const { status, body: told } = await persistently(
    () => admin.request('POST', path, { ...body, reason: asked.reason }),
    () => {
      asked.unanswered += 1
    },
  )
  if (status === 204) asked.outcome = 'done'
  else if (status === 409 && asked.unanswered > 0) asked.outcome = 'refused'
  else ledger.oddities.push(`${path} answered ${status}: ${JSON.stringify(told)}`)
}

const reasonOf = (number: number) => `补正第${number}号`
