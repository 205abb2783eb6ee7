import type { Command, Process } from '#engine'
import { mended } from './errand.ts'
import { lineAt, type PlayedCase, playedCase, storedAs, type Waits } from './played-case.ts'
import type { StoredCase, StoredMessage } from './stored.ts'

/** What a case must look like after exactly the commands that its history names, each once. */
export interface Replayed extends PlayedCase {
  /** The start and the commands after it. */
  readonly steps: number
}

type Variables = Readonly<Record<string, unknown>>

/**
 * Plays a case again from what it was started with and from its history; `messages` are all that were sent.
 * @throws where the history names what could not have happened.
 */
export function replay(
  processOf: (id: string) => Process,
  of: StoredCase,
  messages: readonly StoredMessage[],
): Replayed {
  const played = playedCase(of.id, processOf)
  const moves = of.audit.filter(({ action }) => action === 'move-token').map(({ subject }) => subject)
  const told = { of, messages, moves, waiting: new Set(of.jobs.map(({ job_id }) => job_id)) }
  let steps = 1
  played.history.push(`started ${of.start_element_id}`)
  played.begin(of.process_id, {
    type: 'start',
    at: of.started_at,
    instanceId: of.id,
    variables: startedWith(of, messages),
    startEventId: of.start_element_id,
  })
  for (const line of of.history) {
    const found = commandOf(line, played, told)
    if (!found) continue
    if (found.said !== undefined) played.history.push(lineAt(found.call, found.said))
    played.command(found.call, found.command)
    steps += 1
  }
  return { ...played, steps }
}

/** The answers of the start form, or what the message that began the case has brought. */
function startedWith(of: StoredCase, messages: readonly StoredMessage[]): Variables {
  const answers = JSON.parse(of.start_answers) as Variables
  return of.start_form_id === null ? (JSON.parse(messageThatBegan(of, messages).variables) as Variables) : answers
}

/** A receipt knows its message by the address in it. @throws where there is none, or more than one. */
export function messageThatBegan({ number, instance }: StoredCase, messages: readonly StoredMessage[]): StoredMessage {
  const fits = messages.filter(({ variables }) => {
    const { address } = JSON.parse(variables) as { address?: string }
    return address !== undefined && instance?.state.includes(`"address":${JSON.stringify(address)}`)
  })
  const [message, ...others] = fits
  if (!message || others.length > 0) throw new Error(`${fits.length} messages fit the start of case ${number}.`)
  return message
}

interface Told {
  readonly of: StoredCase
  readonly messages: readonly StoredMessage[]
  /** What the audit says of tokens that were moved, in their order; taken away as they are met. */
  readonly moves: string[]
  readonly waiting: ReadonlySet<string>
}

interface Found {
  readonly call: number
  readonly command: Command
  /** The line that an operation puts before those of its step. */
  readonly said?: string
}

/** The command that a line of history stands for; the other lines follow from those. */
function commandOf(line: StoredCase['history'][number], played: PlayedCase, told: Told): Found | undefined {
  const { what, element_id, at } = line
  const { call = 0, text = '' } = JSON.parse(line.detail ?? '{}') as { call?: number; text?: string }
  const at1 = <T extends Waits>(open: Iterable<readonly [string, T]>) => theOne(line, call, [...open])
  const as = (command: Command, said?: string): Found => ({ call, command, said })
  switch (what) {
    case 'taskCompleted': {
      const { id, own } = at1(played.tasks)
      const task = told.of.tasks.find((one) => one.id === `${told.of.id}.${id}`)
      const variables = JSON.parse(task?.answers ?? '{}') as Variables
      return as({ type: 'completeTask', at, taskId: own, variables })
    }
    case 'jobCompleted': {
      // Two jobs of one element may be open at once: what still stands in the store is not the one that was done.
      const { own } = at1([...played.jobs].filter(([id]) => !told.waiting.has(id)))
      return as({ type: 'completeJob', at, jobId: own, variables: {} })
    }
    case 'jobFailed':
      return as({ type: 'failJob', at, jobId: at1(played.jobs).own, message: text })
    case 'timerFired':
      return as({ type: 'fireTimer', at, timerId: at1(played.timers).own })
    case 'messageReceived': {
      const { own, waits } = at1(played.subscriptions)
      const brought = told.messages.find(({ name, correlation_key }) => {
        return name === waits.name && correlation_key === waits.key
      })
      if (!brought) throw new Error(`Nobody sent the message that ${element_id} received.`)
      return as({ type: 'deliver', at, subscriptionId: own, variables: JSON.parse(brought.variables) as Variables })
    }
    case 'signalReceived':
      return as({ type: 'deliver', at, subscriptionId: at1(played.subscriptions).own, variables: {} })
    case 'incidentRetried':
      return as({ type: 'retryIncident', at, incidentId: at1(played.incidents).own }, `${what} ${element_id}`)
    case 'variablesSet':
      return as({ type: 'setVariables', at, variables: mended }, what)
    case 'tokenMoved': {
      const subject =
        told.moves
          .shift()
          ?.split(' ')[0]
          ?.slice(told.of.id.length + 1) ?? ''
      const tokenId = call === 0 ? subject : subject.slice(`${call}:`.length)
      const command: Command = { type: 'moveToken', at, tokenId, toElementId: element_id ?? '' }
      return as(command, `${what} ${element_id}`)
    }
    default:
      return undefined
  }
}

function theOne<T extends Waits>(
  { what, element_id }: StoredCase['history'][number],
  call: number,
  open: readonly (readonly [string, T])[],
) {
  const prefix = storedAs(call, '')
  const found = open.find(
    ([id, { elementId }]) => elementId === element_id && (call === 0 ? !id.includes(':') : id.startsWith(prefix)),
  )
  if (!found) throw new Error(`History says "${what} ${element_id}" in ${call}, and nothing was open there.`)
  const [id, waits] = found
  return { id, own: id.slice(prefix.length), waits }
}
