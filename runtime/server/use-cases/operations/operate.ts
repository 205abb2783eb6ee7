import type { Command } from '#engine'
import type { Deps } from '../../deps.ts'
import { advance, type LoadedInstance, loadInstance } from '../../execution/advance.ts'
import type { Addressed } from '../../execution/carry-out.ts'
import { addressOf } from '../../execution/element-address.ts'
import { factsOf } from '../../execution/process-facts.ts'
import { stepFacts } from '../../execution/step-facts.ts'
import type { Line } from '../../execution/timeline.ts'
import type { SignedIn } from '../../permissions/access.ts'
import { requireOperator } from '../../permissions/operators.ts'
import { RefusedError } from '../../refused-error.ts'
import type { ReadyRelease } from '../../releases/releases.ts'
import { writeAudit } from '../../store/audit.ts'
import type { Tx } from '../../store/store.ts'
import { doneBefore } from './once.ts'

/** Who mends which case, and why: both stand in its history and its audit log. */
export interface Operation {
  readonly user: SignedIn
  readonly caseId: string
  readonly reason: string
  /** Made once per intent: the same sent again does nothing again. */
  readonly requestId?: string
}

export interface Operating {
  readonly tx: Tx
  readonly loaded: LoadedInstance
  readonly at: number
}

/** What an operation does: commands of the engine, in the words of the history and of the audit log. */
export interface Intent {
  readonly action: string
  readonly what: Line['what']
  readonly elementId?: string
  /** `call` 0 is the case's own process. */
  readonly call?: number
  /** What to say beside the reason. */
  readonly said?: string
  readonly subject?: string
  readonly commands: readonly Addressed[]
}

/** Who did it: a person, or the machine in a person's name. */
export interface Operator {
  readonly id: string
  readonly displayName: string
}

export interface OperateOptions {
  /** Whether a case that has ended takes it as well. */
  readonly endedToo?: boolean
}

/**
 * Carries an operation out in one transaction. `intend` says what it does to the loaded case, and may change the store.
 * @throws {RefusedError} `not-found`, `forbidden`, `case-ended`.
 * @throws {EngineError} where the case does not take it.
 */
export function operate({ store, releases, clock, calendar, wake }: Deps, { endedToo = false }: OperateOptions = {}) {
  return async (
    { user, caseId, reason, requestId }: Operation,
    intend: (operating: Operating) => Promise<Intent>,
  ): Promise<undefined> => {
    const of = await store.db
      .selectFrom('cases')
      .select(['region', 'release'])
      .where('id', '=', caseId)
      .executeTakeFirst()
    if (!of) throw new RefusedError('not-found')
    requireOperator(user, of.region)
    const ready = await releases.ready(of.release)
    await store.write(async (tx) => {
      const at = clock.now()
      if ((await doneBefore(tx, { userId: user.id, requestId, about: caseId, at })) !== undefined) return
      const loaded = await loadInstance(tx, caseId)
      if (!loaded) throw new RefusedError('not-found')
      // It was moved to another release while this one was read.
      if (loaded.release !== of.release) throw new RefusedError('wrong-state')
      if (loaded.status !== 'open' && !endedToo) throw new RefusedError('case-ended')
      const operating = { tx, loaded, at }
      await carryOutIntent(operating, { ready, calendar }, { by: user, reason }, await intend(operating))
    })
    wake()
    return undefined
  }
}

/** The commands of an intent with its lines in history and audit log, in the transaction in which the case was loaded. */
export async function carryOutIntent(
  { tx, loaded, at }: Operating,
  { ready, calendar }: { readonly ready: ReadyRelease } & Pick<Deps, 'calendar'>,
  { by, reason }: { readonly by: Operator; readonly reason: string },
  { action, what, elementId, call = 0, said, subject, commands }: Intent,
): Promise<void> {
  const process = ready.compiled.processes.get(loaded.processId)
  const name = process && elementId !== undefined && call === 0 ? factsOf(process).titles.get(elementId) : undefined
  const line: Line = {
    what,
    elementId,
    byName: by.displayName,
    detail: {
      text: said === undefined ? reason : `${said}：${reason}`,
      ...(name && { name }),
      ...(call !== 0 && { call }),
    },
  }
  await advance(tx, loaded, commands, stepFacts(ready, at, calendar), [line])
  const entry = { stream: `case:${loaded.id}`, at, actor: by.id }
  await writeAudit(tx, { ...entry, action, subject: `${subject ?? loaded.id} ${reason}` })
}

/** A command to whatever instance of the case has `id`, with the id as that instance knows it. */
export function addressed(id: string, command: (id: string) => Command): Addressed {
  const { call, id: own } = addressOf(id)
  return { call, command: command(own) }
}
