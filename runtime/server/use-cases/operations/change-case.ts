import type { Deps } from '../../deps.ts'
import type { Addressed } from '../../execution/carry-out.ts'
import { RefusedError } from '../../refused-error.ts'
import type { Tx } from '../../store/store.ts'
import { addressed, type Operating, type Operation, operate } from './operate.ts'

export interface SetVariables extends Operation {
  readonly variables: Readonly<Record<string, unknown>>
  /** A scope of the case's; the case's own variables where left out. */
  readonly scopeId?: string
}

/** Sets variables of a case. */
export function setVariables(deps: Deps) {
  const run = operate(deps)
  return ({ variables, scopeId, ...operation }: SetVariables) =>
    run(operation, async ({ at }) => ({
      action: 'set-variables',
      what: 'variablesSet',
      said: Object.keys(variables).join('、').slice(0, 200),
      commands: [
        scopeId === undefined
          ? { call: 0, command: { type: 'setVariables', at, variables } }
          : addressed(scopeId, (id) => ({ type: 'setVariables', at, variables, scopeId: id })),
      ],
    }))
}

export interface MoveToken extends Operation {
  /** Id of the task, job, call or incident that the token waits with. */
  readonly tokenId: string
  readonly toElementId: string
}

/** Takes a token from where it waits to another element of the same flow. */
export function moveToken(deps: Deps) {
  const run = operate(deps)
  return ({ tokenId, toElementId, ...operation }: MoveToken) =>
    run(operation, async ({ at }) => {
      const command = addressed(tokenId, (id) => ({ type: 'moveToken', at, tokenId: id, toElementId }))
      return {
        action: 'move-token',
        what: 'tokenMoved',
        elementId: toElementId,
        call: command.call,
        subject: `${operation.caseId}.${tokenId}`,
        commands: [command],
      }
    })
}

/** Holds a case back: until it is resumed nobody completes a task of it, and its jobs and timers wait. */
export function suspendCase(deps: Deps) {
  const run = operate(deps)
  return (operation: Operation) =>
    run(operation, async (operating) => {
      if (operating.loaded.suspended) throw new RefusedError('case-suspended')
      await setSuspended(operating, 1)
      return { action: 'suspend-case', what: 'suspended', commands: await toAll(operating, 'suspend') }
    })
}

/** Lets a suspended case go on. What was due meanwhile happens now. */
export function resumeCase(deps: Deps) {
  const run = operate(deps)
  return (operation: Operation) =>
    run(operation, async (operating) => {
      if (!operating.loaded.suspended) throw new RefusedError('wrong-state')
      await setSuspended(operating, 0)
      // Messages may have come meanwhile.
      await operating.tx.db
        .updateTable('subscription')
        .set({ fresh: 1 })
        .where('case_id', '=', operating.loaded.id)
        .where('kind', '=', 'message')
        .execute()
      return { action: 'resume-case', what: 'resumed', commands: await toAll(operating, 'resume') }
    })
}

/** Ends a case with everything in it. */
export function cancelCase(deps: Deps) {
  const run = operate(deps)
  return (operation: Operation) =>
    run(operation, async ({ at }) => ({
      action: 'cancel-case',
      what: 'caseCancelled',
      commands: [{ call: 0, command: { type: 'cancelInstance', at } }],
    }))
}

function setSuspended({ tx, loaded }: Operating, suspended: 0 | 1) {
  return tx.db.updateTable('instance').set({ suspended }).where('case_id', '=', loaded.id).execute()
}

/** A command to the case's own process and to all that it called. */
async function toAll({ tx, loaded, at }: Operating, type: 'suspend' | 'resume'): Promise<Addressed[]> {
  const called = await activeCalls(tx, loaded.id)
  return [0, ...called].map((call) => ({ call, command: { type, at } }))
}

async function activeCalls({ db }: Tx, caseId: string): Promise<number[]> {
  const rows = await db
    .selectFrom('called_instance')
    .select('number')
    .where('case_id', '=', caseId)
    .where('active', '=', 1)
    .orderBy('number')
    .execute()
  return rows.map(({ number }) => number)
}
