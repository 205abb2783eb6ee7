import type { Deps } from '../../deps.ts'
import { addressOf } from '../../execution/element-address.ts'
import { instanceAt } from '../../execution/instance-at.ts'
import { RefusedError } from '../../refused-error.ts'
import { heldBack, holdBack, letGoOn } from './hold-back.ts'
import { addressed, type Operation, operate } from './operate.ts'

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

/** Takes a token from where it waits to another element. */
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

export interface RestartCase extends Operation {
  readonly toElementId: string
  /** Set over those the case has. */
  readonly variables?: Readonly<Record<string, unknown>>
}

/** Begins a case again at one of its elements, whether it goes on or has ended. */
export function restartCase(deps: Deps) {
  const run = operate(deps, { endedToo: true })
  return ({ toElementId, variables = {}, ...operation }: RestartCase) =>
    run(operation, async ({ tx, loaded, at }) => {
      const reopened = { status: 'open' as const, ended_at: null }
      await tx.db.updateTable('cases').set(reopened).where('id', '=', loaded.id).execute()
      const said = Object.keys(variables).join('、').slice(0, 200)
      return {
        action: 'restart-case',
        what: 'restarted',
        elementId: toElementId,
        ...(said !== '' && { said }),
        subject: `${loaded.id} ${toElementId}`,
        commands: [{ call: 0, command: { type: 'restart', at, toElementId, variables } }],
      }
    })
}

export interface AddInstance extends Operation {
  /** Of one run of the multi-instance activity. */
  readonly tokenId: string
  readonly item?: unknown
}

/** 加签: one run more of a multi-instance activity. */
export function addInstance(deps: Deps) {
  const run = operate(deps)
  return ({ tokenId, item, ...operation }: AddInstance) =>
    run(operation, async ({ tx, loaded, at }) => {
      const command = addressed(tokenId, (id) => ({ type: 'addInstance', at, tokenId: id, item: item ?? null }))
      const { processes } = (await deps.releases.ready(loaded.release)).compiled
      const { state } = await instanceAt(tx.db, loaded, processes, command.call)
      const key = Number(addressOf(tokenId).id)
      const token = state.incidents[key]?.token ?? key
      return {
        action: 'add-instance',
        what: 'instanceAdded',
        elementId: Object.hasOwn(state.tokens, token) ? state.tokens[token]?.at : undefined,
        call: command.call,
        subject: `${loaded.id}.${tokenId}`,
        commands: [command],
      }
    })
}

/** Holds a case back until it is resumed. */
export function suspendCase(deps: Deps) {
  const run = operate(deps)
  return (operation: Operation) =>
    run(operation, async (operating) => {
      if (operating.loaded.suspended) throw new RefusedError('case-suspended')
      return holdBack(operating, 'alone')
    })
}

/** Lets a suspended case go on. @throws {RefusedError} `process-suspended` where its whole process is. */
export function resumeCase(deps: Deps) {
  const run = operate(deps)
  return (operation: Operation) =>
    run(operation, async (operating) => {
      if (!operating.loaded.suspended) throw new RefusedError('wrong-state')
      const { suspended } = await operating.tx.db
        .selectFrom('instance')
        .select('suspended')
        .where('case_id', '=', operating.loaded.id)
        .executeTakeFirstOrThrow()
      if (suspended === heldBack.withProcess) throw new RefusedError('process-suspended')
      return letGoOn(operating)
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
