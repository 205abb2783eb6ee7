import { extensionOf, type ModdleElement } from '../bpmn/moddle-element.ts'
import type { Variables } from '../instance/command.ts'
import { newKey, type Run } from '../instance/run.ts'
import { park } from '../instance/tokens.ts'
import { evaluateMappings, visibleVariables } from '../instance/variables.ts'
import type { NodeOf } from '../process/process.ts'
import { readTriggers } from '../process/read-triggers.ts'
import type { Reader } from '../process/reader.ts'
import { hasTrigger, type Trigger } from '../process/trigger.ts'
import { prepareJob, readJob, type ServiceTaskDetail } from './service-task.ts'

type Thrower = NodeOf<'throwEvent'> | NodeOf<'endEvent'>

/** What a throwing event says; one message event with a job type is sent by a worker. */
export function readThrown(
  element: ModdleElement,
  reader: Reader,
): { triggers: readonly Trigger[]; job?: ServiceTaskDetail } {
  const isJob = extensionOf(element, 'zeebe:TaskDefinition') !== undefined
  const triggers = readTriggers(element, reader, isJob ? 'jobSends' : 'optional')
  return isJob && hasTrigger(triggers, 'message') ? { triggers, job: readJob(element, reader) } : { triggers }
}

/** The token stays at the event until a worker has sent its message. Gives back whether it does. @throws {Stopped} */
export function beginJob(run: Run, node: Thrower, scope: number): boolean {
  if (!node.detail.job) return false
  const seen = visibleVariables(run, scope)
  const local = evaluateMappings(node.inputs, seen, run.at)
  const begin = workOf(run, node, { ...seen, ...local })
  const own = newKey(run)
  const token = park(run, node, scope, undefined, own)
  run.scopes[own] = { parent: scope, token, variables: local, live: 0 }
  begin(token)
  return true
}

/** @throws {Stopped} */
export function workOf(run: Run, node: Thrower, variables: Variables): (token: number) => void {
  return node.detail.job ? prepareJob(run, node, node.detail.job, variables) : () => {}
}
