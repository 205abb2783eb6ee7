import { AddInstanceNotPossibleError } from '../errors.ts'
import type { Node } from '../process/process.ts'
import type { Command } from './command.ts'
import { keyOf } from './ids.ts'
import { beginOneRun, mostRuns } from './loops.ts'
import type { Run } from './run.ts'
import { nodeAt } from './tokens.ts'

/**
 * 加签: one run more of a multi-instance activity that is going on: at once where its runs are parallel, after the
 * others where they are in sequence. @throws {AddInstanceNotPossibleError}
 */
export function addInstance(run: Run, { tokenId, item = null }: Extract<Command, { type: 'addInstance' }>): void {
  const scope = loopAround(run, tokenId)
  const node = scope === undefined ? undefined : nodeOfLoop(run, scope)
  if (scope === undefined || node?.loop?.kind !== 'multi') {
    throw new AddInstanceNotPossibleError(tokenId, 'it does not belong to a multi-instance activity that is going on')
  }
  const current = run.scopes[scope]!
  const { total = 0, items, results, ...progress } = current.loop!
  if (total >= mostRuns) throw new AddInstanceNotPossibleError(tokenId, `it has ${mostRuns} runs already`)
  const loop = {
    ...progress,
    total: total + 1,
    ...(items && { items: [...items, item] }),
    ...(results && { results: [...results, null] }),
  }
  run.scopes[scope] = { ...current, loop }
  if (!node.loop.sequential) beginOneRun(run, node, scope)
}

/** The innermost loop in which the token stands. */
function loopAround(run: Run, tokenId: string): number | undefined {
  const key = keyOf(tokenId)
  const token = Object.hasOwn(run.incidents, key) ? run.incidents[key]!.token : key
  let scope = Object.hasOwn(run.tokens, token) ? run.tokens[token]!.scope : undefined
  while (scope !== undefined && !run.scopes[scope]?.loop) scope = run.scopes[scope]?.parent
  return scope
}

function nodeOfLoop(run: Run, scope: number): Node {
  return nodeAt(run, run.tokens[run.scopes[scope]!.token!]!.at)
}
