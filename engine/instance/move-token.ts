import { MoveNotPossibleError } from '../errors.ts'
import type { Flow, Node } from '../process/process.ts'
import { cancelToken } from './cancel.ts'
import type { Command } from './command.ts'
import { keyOf } from './ids.ts'
import type { Run } from './run.ts'
import { flowOf } from './throwing.ts'
import { arrive } from './tokens.ts'

/** An operator takes a token from one element to another of the same flow. @throws {MoveNotPossibleError} */
export function moveToken(run: Run, { tokenId, toElementId }: Extract<Command, { type: 'moveToken' }>): void {
  const key = keyOf(tokenId)
  const token = Object.hasOwn(run.incidents, key) ? run.incidents[key]!.token : key
  const current = Object.hasOwn(run.tokens, token) ? run.tokens[token] : undefined
  if (!current) throw new MoveNotPossibleError(tokenId, toElementId, 'nothing waits under this id')
  const target = run.process.nodes.get(toElementId)
  const flow = flowOf(run, current.scope)
  if (!target || !flow) throw new MoveNotPossibleError(tokenId, toElementId, 'there is no such element')
  if (target.container.id !== flow.id) throw new MoveNotPossibleError(tokenId, toElementId, 'it lies in another scope')
  if (target.kind === 'boundaryEvent' || target.kind === 'eventSubProcess') {
    throw new MoveNotPossibleError(tokenId, toElementId, 'no flow leads there')
  }
  cancelToken(run, token)
  arrive(run, target, current.scope, emptyFlow(run, target, current.scope))
}

/** At a join the token counts for the first flow that has none yet. */
function emptyFlow(run: Run, { id, incoming }: Node, scope: number): Flow | undefined {
  const held = run.scopes[scope]?.joins?.[id]
  return incoming.find((flow) => !held?.[flow.id])
}
