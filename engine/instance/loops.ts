import type { Loop, MultiInstance, StandardLoop } from '../process/loop.ts'
import type { Node } from '../process/process.ts'
import { cancelWithin, removeToken } from './cancel.ts'
import type { Variables } from './command.ts'
import { noteCompensation } from './compensation.ts'
import { describe, evaluateCondition, evaluateValue, holdsNow } from './expressions.ts'
import { newKey, type Run } from './run.ts'
import type { LoopProgress } from './state.ts'
import { Stopped } from './stopped.ts'
import { closeSubscriptionsOf } from './subscriptions.ts'
import { arrive, changeLive, park } from './tokens.ts'
import { visibleVariables } from './variables.ts'

/** More runs than this in one loop are an error of the definition. */
export const mostRuns = 5000

/**
 * A token enters an activity that is done several times: it stays there with a scope in which each run has a token
 * of its own (BPMN 2.0.2, 13.3.7). Gives back the token that stays. @throws {Stopped}
 */
export function enterLoop(run: Run, node: Node, loop: Loop, scope: number): number {
  const progress = loop.kind === 'multi' ? beginMulti(run, node, loop, scope) : beginStandard(run, loop, scope)
  const own = newKey(run)
  const token = park(run, node, scope, 'scope', own)
  run.scopes[own] = { parent: scope, token, variables: {}, live: 0, loop: progress }
  const first = loop.kind === 'multi' && !loop.sequential ? (progress.total ?? 0) : Math.min(1, progress.total ?? 1)
  for (let index = 0; index < first; index += 1) beginOneRun(run, node, own)
  changeLive(run, own, 0)
  return token
}

function beginMulti(run: Run, node: Node, loop: MultiInstance, scope: number): LoopProgress {
  const seen = visibleVariables(run, scope)
  const items = loop.collection && evaluateValue(loop.collection, seen, run.at)
  if (loop.collection && !Array.isArray(items)) {
    throw new Stopped('loop-collection', `The collection of "${node.id}" must be a list, but was ${describe(items)}.`)
  }
  const total = Array.isArray(items)
    ? items.length
    : Number(loop.cardinality && evaluateValue(loop.cardinality, seen, run.at))
  if (!Number.isInteger(total) || total < 0 || total > mostRuns) {
    throw new Stopped('loop-count', `"${node.id}" must run 0 to ${mostRuns} times.`)
  }
  const results = loop.outputCollection === undefined ? {} : { results: Array.from({ length: total }, () => null) }
  return { total, begun: 0, done: 0, ...(Array.isArray(items) && { items }), ...results }
}

function beginStandard(run: Run, loop: StandardLoop, scope: number): LoopProgress {
  const isWanted = !loop.testBefore || runsAgain(run, loop, visibleVariables(run, scope), 0)
  return { begun: 0, done: 0, ...(!isWanted && { total: 0 }) }
}

function runsAgain(run: Run, { condition, maximum }: StandardLoop, seen: Variables, done: number): boolean {
  if (maximum !== undefined && done >= maximum) return false
  return !condition || evaluateCondition(condition, { ...seen, loopCounter: done }, run.at)
}

export function beginOneRun(run: Run, node: Node, scope: number): void {
  const current = run.scopes[scope]!
  const { begun } = current.loop!
  run.scopes[scope] = { ...current, loop: { ...current.loop!, begun: begun + 1 } }
  changeLive(run, scope, 1)
  arrive(run, node, scope, undefined, begun)
}

/** What a run has for itself: its number from 1, and its item. */
export function runVariables(run: Run, { loop }: Node, scope: number, index: number): Variables {
  const { items } = run.scopes[scope]!.loop!
  const name = loop?.kind === 'multi' ? loop.inputElement : undefined
  const item = name === undefined ? {} : Object.fromEntries([[name, items?.[index] ?? null]])
  return { ...item, loopCounter: index + 1 }
}

/** One run is done: note its result, then go on with the next, wait for the others, or end the loop. @throws {Stopped} */
export function finishRun(run: Run, node: Node, key: number): void {
  const { scope, own, index } = run.tokens[key]!
  const loop = node.loop!
  const before = run.scopes[scope]!.loop!
  const inner = visibleVariables(run, own ?? scope)
  const progress: LoopProgress = {
    ...before,
    done: before.done + 1,
    ...withResult(run, loop, before, inner, index ?? 0),
  }
  const seen = visibleVariables(run, scope)
  const goesOn = next(run, loop, progress, { ...seen, ...counts(progress) }, inner)

  noteCompensation(run, node, key)
  if (own !== undefined) {
    closeSubscriptionsOf(run, { scope: own })
    delete run.scopes[own]
  }
  removeToken(run, key, 'completed')
  run.scopes[scope] = { ...run.scopes[scope]!, loop: progress }
  if (goesOn === 'next') beginOneRun(run, node, scope)
  if (goesOn === 'enough') cancelWithin(run, scope)
  changeLive(run, scope, goesOn === 'enough' ? 0 : -1)
}

function withResult(run: Run, loop: Loop, { results }: LoopProgress, inner: Variables, index: number) {
  if (loop.kind !== 'multi' || !loop.outputElement || !results) return {}
  const result = evaluateValue(loop.outputElement, inner, run.at)
  return { results: results.map((other, at) => (at === index ? result : other)) }
}

function next(
  run: Run,
  loop: Loop,
  progress: LoopProgress,
  seen: Variables,
  inner: Variables,
): 'next' | 'wait' | 'enough' {
  if (loop.kind === 'standard') return runsAgain(run, loop, inner, progress.done) ? 'next' : 'wait'
  if (loop.completionCondition && holdsNow(loop.completionCondition, { ...inner, ...seen }, run.at)) return 'enough'
  return loop.sequential && progress.begun < (progress.total ?? 0) ? 'next' : 'wait'
}

/** BPMN 2.0.2, table 10.29. */
function counts({ total, begun, done }: LoopProgress): Variables {
  return {
    numberOfInstances: total ?? begun,
    numberOfActiveInstances: begun - done,
    numberOfCompletedInstances: done,
    numberOfTerminatedInstances: 0,
  }
}

/** The variables a finished loop gives to the case. */
export function resultsOf({ loop }: Node, { results }: LoopProgress): Variables {
  if (loop?.kind !== 'multi' || loop.outputCollection === undefined) return {}
  return Object.fromEntries([[loop.outputCollection, results ?? []]])
}
