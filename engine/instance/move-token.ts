import { MoveNotPossibleError } from '../errors.ts'
import type { Flow, Node } from '../process/process.ts'
import { cancelToken } from './cancel.ts'
import type { Command } from './command.ts'
import { enterScopes, subProcessesAround, whyNotInto } from './enter-scopes.ts'
import { keyOf } from './ids.ts'
import type { Run } from './run.ts'
import { Stopped } from './stopped.ts'
import { flowOf } from './throwing.ts'
import { arrive, changeLive } from './tokens.ts'

/**
 * An operator takes a token from one element to another. Sub-processes around the target that the token is not in are
 * entered without their start events; those it was the last token of are taken away with it. @throws {MoveNotPossibleError}
 */
export function moveToken(run: Run, { tokenId, toElementId }: Extract<Command, { type: 'moveToken' }>): void {
  const refuse = (why: string) => new MoveNotPossibleError(tokenId, toElementId, why)
  const key = keyOf(tokenId)
  const token = Object.hasOwn(run.incidents, key) ? run.incidents[key]!.token : key
  const current = Object.hasOwn(run.tokens, token) ? run.tokens[token] : undefined
  if (!current) throw refuse('nothing waits under this id')
  const target = run.process.nodes.get(toElementId)
  if (!target || !flowOf(run, current.scope)) throw refuse('there is no such element')
  if (target.kind === 'boundaryEvent' || target.kind === 'eventSubProcess') throw refuse('no flow leads there')

  const around = subProcessesAround(run, target.container)
  const common = commonScope(run, current.scope, [run.process.flow.id, ...around.map(({ id }) => id)])
  const flow = flowOf(run, common)!
  const into = around.slice(around.findIndex(({ id }) => id === flow.id) + 1)
  const obstacle = into.map(whyNotInto).find((why) => why !== undefined) ?? whyNotOutOf(run, current.scope, common)
  if (obstacle !== undefined) throw refuse(obstacle)
  leaveScopes(run, token, common)
  try {
    const scope = enterScopes(run, into, common)
    arrive(run, target, scope, emptyFlow(run, target, scope))
  } catch (error) {
    if (error instanceof Stopped) throw refuse(`a sub-process around it cannot be entered: ${error.message}`)
    throw error
  }
}

/** The nearest scope around the token whose flow is one of those; the process's own always is. */
function commonScope(run: Run, from: number, flows: readonly string[]): number {
  let scope = from
  for (;;) {
    const flow = flowOf(run, scope)
    const parent = run.scopes[scope]?.parent
    if ((flow && flows.includes(flow.id)) || parent === undefined) return scope
    scope = parent
  }
}

function whyNotOutOf(run: Run, from: number, to: number): string | undefined {
  for (let scope = from; scope !== to; scope = run.scopes[scope]!.parent!) {
    if (run.scopes[scope]?.loop) return 'the token stands in a multi-instance or loop activity'
  }
  return undefined
}

/** Takes the token away, and with it every sub-process up to `common` that it is the last token of. */
function leaveScopes(run: Run, token: number, common: number): void {
  let gone = token
  while (run.tokens[gone]!.scope !== common && run.scopes[run.tokens[gone]!.scope]!.live === 1) {
    gone = run.scopes[run.tokens[gone]!.scope]!.token!
  }
  const { scope } = run.tokens[gone]!
  cancelToken(run, gone)
  if (scope === common) return
  changeLive(run, scope, -1)
  changeLive(run, common, 1)
}

/** At a join the token counts for the first flow that has none yet. */
function emptyFlow(run: Run, { id, incoming }: Node, scope: number): Flow | undefined {
  const held = run.scopes[scope]?.joins?.[id]
  return incoming.find((flow) => !held?.[flow.id])
}
