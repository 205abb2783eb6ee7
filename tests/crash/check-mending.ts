import { isDeepStrictEqual } from 'node:util'
import { answered, handedOver, receipt } from './errand.ts'
import type { Ledger } from './ledger.ts'
import type { PlayedMessage } from './played-case.ts'
import { messageThatBegan } from './replay.ts'
import type { Stored, StoredMessage } from './stored.ts'

/**
 * Messages and signals: what was acknowledged is stored, what is stored was asked for by a client or by a case (`sent`),
 * and each message has reached exactly one case where it is said to be delivered, and none where it is not.
 */
export function faultsOfMessages(
  { cases, messages, triggers }: Stored,
  { messages: asked }: Ledger,
  sent: readonly PlayedMessage[],
): string[] {
  const faults: string[] = []
  const told = ({ kind, name, correlation_key, variables }: StoredMessage) =>
    JSON.stringify([kind, name, correlation_key, JSON.parse(variables)])
  const fromCases = messages.filter(({ hops }) => hops > 0)
  const fromClients = new Map(messages.filter(({ hops }) => hops === 0).map((row) => [row.id, row]))
  for (const { kind, name, key, variables, messageId, acknowledged } of asked) {
    const id = `330683:${messageId}`
    const row = fromClients.get(id)
    fromClients.delete(id)
    if (!row && acknowledged) faults.push(`Message ${messageId} was acknowledged, and is lost.`)
    if (row && told(row) !== JSON.stringify([kind, name, key ?? null, variables])) {
      faults.push(`Message ${messageId} is stored as ${told(row)}.`)
    }
  }
  for (const id of fromClients.keys()) faults.push(`Nobody sent message ${id}.`)
  const stored = fromCases.map(told).sort()
  const expected = sent.map(({ name, key, variables }) => JSON.stringify(['message', name, key, variables])).sort()
  if (!isDeepStrictEqual(stored, expected)) {
    faults.push(`Cases have sent ${expected.length} messages, and ${stored.length} of theirs are stored.`)
  }

  const received = new Map<string, number>()
  const add = (name: string, key: string | null) => {
    const message = `${name} ${key}`
    received.set(message, (received.get(message) ?? 0) + 1)
  }
  for (const { start_answers, history } of cases) {
    const { address } = JSON.parse(start_answers) as { address?: string }
    for (const { what } of history) if (what === 'messageReceived') add(answered, address ?? null)
  }
  for (const one of cases.filter(({ process_id }) => process_id === receipt)) {
    try {
      add(handedOver, messageThatBegan(one, messages).correlation_key)
    } catch {
      // Said by the check of the case.
    }
  }
  // Several may be sent under one name and key: as many of them are delivered as have reached a case.
  const keyed = Map.groupBy(
    messages.filter(({ kind }) => kind !== 'signal'),
    ({ name, correlation_key }) => `${name} ${correlation_key}`,
  )
  for (const [key, ofKey] of keyed) {
    const times = received.get(key) ?? 0
    const statuses = ofKey.map(({ status }) => status)
    if (times !== statuses.filter((status) => status === 'delivered').length) {
      faults.push(`The message ${key} is ${statuses.join(', ')} and has reached ${times} cases.`)
    }
  }
  const begun = triggers.map(({ region, process_id, element_id, kind, name }) =>
    [region, process_id, element_id, kind, name].join(' '),
  )
  // The county's, and one for each street that has a release of its own.
  const streets = triggers.map(({ region }) => region).filter((region) => /^330683\d{3}$/.test(region))
  const wanted = ['330683', ...new Set(streets)].map((region) => `${region} ${receipt} begun message ${handedOver}`)
  if (begun.toSorted().join() !== wanted.toSorted().join()) {
    faults.push(`What begins cases by itself is ${JSON.stringify(begun)}.`)
  }
  return faults
}

const operations = new Set(['set-variables', 'retry-incident', 'move-token'])

/** What an administrator did and was told of stands in the audit once for each time it may have arrived. */
export function faultsOfOperations({ cases }: Stored, { operations: asked }: Ledger): string[] {
  const faults: string[] = []
  const counted = new Map<string, number>()
  for (const { id, audit } of cases) {
    for (const { action, subject } of audit) {
      if (!operations.has(action)) continue
      const told = `${action} ${id} ${subject.slice(subject.indexOf(' ') + 1)}`
      counted.set(told, (counted.get(told) ?? 0) + 1)
    }
  }
  for (const { action, caseId, reason, outcome, unanswered } of asked) {
    const told = `${action} ${caseId} ${reason}`
    const times = counted.get(told) ?? 0
    counted.delete(told)
    if (outcome === 'done' && times === 0) faults.push(`${told} was acknowledged, and is lost.`)
    const atMost = action === 'set-variables' ? unanswered + 1 : 1
    if (times > atMost) faults.push(`${told} was done ${times} times.`)
    if (outcome !== 'done' && unanswered === 0 && times > 0) faults.push(`${told} was done, and was refused.`)
  }
  for (const told of counted.keys()) faults.push(`Nobody asked for ${told}.`)
  return faults
}
