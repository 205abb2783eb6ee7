import { elements } from '../../elements/index.ts'
import type { Node, NodeOf } from '../../process/process.ts'
import type { OpenTask } from '../effect.ts'
import { sourceOf } from '../expressions.ts'
import { beginRun, newKey, type Run } from '../run.ts'
import type { InstanceState, Token } from '../state.ts'
import { Stopped } from '../stopped.ts'
import { evaluateMappings, visibleVariables } from '../variables.ts'
import { called, note, type Passage, stop } from './migration.ts'

/** What people and machines are at work on, as the new version describes it. */
export function moveWork(way: Passage, run: Run, before: InstanceState): void {
  for (const [id, token] of Object.entries(before.tokens)) {
    const key = Number(id)
    const [old, now] = [way.from.nodes.get(token.at)!, run.process.nodes.get(way.renamed(token.at))!]
    try {
      giveScope(run, now, key)
      if (token.wait === 'task' && old.kind === 'userTask' && now.kind === 'userTask') {
        changeTask(way, run, before, { old, now, key })
      }
    } catch (error) {
      if (!(error instanceof Stopped)) throw error
      const { zh, en } = called(way, token.at)
      stop(way, 'not-evaluated', token.at, [
        `“${zh}”在新版本中的表达式无法由办件现有的数据算出（${error.message}）`,
        `An expression of "${en}" in the new version finds no value: ${error.message}`,
      ])
    }
    if (token.wait === 'job' && jobText(old) !== jobText(now)) jobKept(way, token)
    if (token.wait === 'call' && callText(old) !== callText(now)) callKept(way, token)
  }
}

/** The new version maps variables where the old one had no need of a scope. @throws {Stopped} */
function giveScope(run: Run, node: Node, key: number): void {
  const { wait, own, scope } = run.tokens[key]!
  if (own !== undefined || (node.inputs.length === 0 && node.outputs.length === 0)) return
  const isAtWork =
    wait === 'task' || wait === 'job' || wait === 'call' || (wait === 'event' && node.kind === 'receiveTask')
  if (!isAtWork) return
  const inputs = evaluateMappings(node.inputs, visibleVariables(run, scope), run.at)
  const given = newKey(run)
  run.scopes[given] = { parent: scope, token: key, variables: inputs, live: 0 }
  run.tokens[key] = { ...run.tokens[key]!, own: given }
}

interface TaskPair {
  readonly old: NodeOf<'userTask'>
  readonly now: NodeOf<'userTask'>
  readonly key: number
}

/** The task that is open gets name, form and people of the new version; its time limit stays. @throws {Stopped} */
function changeTask(way: Passage, run: Run, before: InstanceState, { old, now, key }: TaskPair): void {
  const after = described(run, now, key)
  if (sameTask(describedBefore(way, before, old, key, run.at), after)) return
  run.effects.push({ ...after, type: 'changeTask' })
  const { zh, en } = called(way, old.id)
  note(way, 'task-changed', old.id, [
    `正在办理的“${zh}”改用新版本的名称、表单和办理人，时限不变`,
    `The open task "${en}" takes name, form and people of the new version; its time limit stays`,
  ])
}

/** What opening the task would say. */
function described(run: Run, node: NodeOf<'userTask'>, key: number): OpenTask {
  const { own, scope } = run.tokens[key]!
  const begin = elements.userTask
  if (!('prepare' in begin)) throw new Error('A user task is an activity.')
  begin.prepare(run, node, visibleVariables(run, own ?? scope))(key)
  return run.effects.pop() as OpenTask
}

/** The same of the old version; undefined where that no longer finds its values. */
function describedBefore(
  { from }: Passage,
  before: InstanceState,
  node: NodeOf<'userTask'>,
  key: number,
  at: number,
): OpenTask | undefined {
  try {
    return described(beginRun(from, before, at), node, key)
  } catch (error) {
    if (error instanceof Stopped) return undefined
    throw error
  }
}

function sameTask(before: OpenTask | undefined, after: OpenTask): boolean {
  return before !== undefined && JSON.stringify({ ...before, elementId: after.elementId }) === JSON.stringify(after)
}

function jobText(node: Node): string | undefined {
  const detail = node.detail
  const job = detail && 'job' in detail ? detail.job : detail
  return job && 'type' in job ? sourceOf(job.type) : undefined
}

function jobKept(way: Passage, { at }: Token): void {
  const { zh, en } = called(way, at)
  note(way, 'job-kept', at, [
    `“${zh}”的作业已经排队，仍按旧版本执行`,
    `The job of "${en}" is queued already and is done as the old version says`,
  ])
}

function callText(node: Node): string | undefined {
  return node.kind === 'callActivity' ? sourceOf(node.detail.processId) : undefined
}

function callKept(way: Passage, { at }: Token): void {
  const { zh, en } = called(way, at)
  note(way, 'call-kept', at, [
    `“${zh}”调用的流程正在运行，会按它自己的新版本继续`,
    `The process that "${en}" has called goes on, by its own new version`,
  ])
}
