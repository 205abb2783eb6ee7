import * as elements from 'bpmn-elements'
import { Engine } from 'bpmn-engine'
import { BpmnModdle } from 'bpmn-moddle'
import type { Variables } from '../instance/command.ts'
import { evaluateCondition } from '../instance/expressions.ts'
import type { Flow, Process } from '../process/process.ts'
import type { Moment } from './moment.ts'

/** A run on bpmn-engine, which keeps its state to itself. */
export interface TheirRun {
  readonly start: (variables: Variables) => Promise<Moment>
  /** Does the work that waits at the element. It must be there. */
  readonly work: (elementId: string, variables: Variables) => Moment
}

/** It reads the standard's elements alone: extensions are for this engine. */
const moddle = new BpmnModdle()

/** Beyond as many events of one run it is taken for endless. */
const mostEvents = 100_000

interface Waiting {
  readonly id: string
  readonly executionId: string
  readonly signal: () => void
}

/**
 * Makes a run of the process in `xml`, from which `process` was compiled as well.
 *
 * Nothing in the file is carried out by it: conditions are the parsed FEEL of `process`, over the variables that
 * the actions gave; `$` expressions stay text; jobs wait like tasks; no script or service runs.
 */
export async function makeTheirs(xml: string, process: Process): Promise<TheirRun> {
  let variables: Variables = {}
  let entered: string[] = []
  let taken: string[] = []
  let events = 0
  const progress: { ended: boolean; failure?: unknown } = { ended: false }
  const waiting = new Map<string, Waiting>()

  /** What a terminating end event takes away is not told, so whatever waits inside is gone with the sub-process. */
  const left = ({ id, executionId }: Waiting): void => {
    waiting.delete(executionId)
    if (process.nodes.get(id)?.kind !== 'subProcess') return
    for (const [key, inner] of waiting) if (liesWithin(process, inner.id, id)) waiting.delete(key)
  }
  const emit = (event: string, api: Waiting): void => {
    events += 1
    if (events > mostEvents) throw new Error(`bpmn-engine passed more than ${mostEvents} events.`)
    if (event === 'activity.enter') entered.push(api.id)
    else if (event === 'flow.take') taken.push(api.id)
    else if (event === 'activity.wait') waiting.set(api.executionId, api)
    else if (event === 'activity.leave') left(api)
  }
  const engine = new Engine({
    name: 'crosscheck',
    moddleContext: await moddle.fromXML(xml),
    listener: { emit },
    scripts: conditions(process, () => variables),
    expressions: { resolveExpression: (text: unknown) => text, isExpression: () => false, hasExpression: () => false },
    elements: { ...elements, SequenceFlow: takenFlow, ServiceTask: elements.SignalTask, ManualTask: elements.Task },
  } as never)
  engine.on('end', () => {
    progress.ended = true
  })
  engine.on('error', (error: unknown) => {
    progress.failure = error
  })

  const moment = (): Moment => {
    if (progress.failure !== undefined) throw progress.failure
    if (progress.ended) waiting.clear()
    const found = { entered, taken, open: [...waiting.values()].map(({ id }) => id), ended: progress.ended }
    entered = []
    taken = []
    return found
  }
  return {
    start: async (given) => {
      variables = given
      await engine.execute()
      return moment()
    },
    work: (elementId, given) => {
      variables = { ...variables, ...given }
      const open = [...waiting.values()].find(({ id }) => id === elementId)
      if (!open) throw new Error(`bpmn-engine does not wait at "${elementId}".`)
      waiting.delete(open.executionId)
      open.signal()
      return moment()
    },
  }
}

function liesWithin({ nodes }: Process, id: string, scope: string): boolean {
  for (let node = nodes.get(id); node; node = nodes.get(node.container.id)) if (node.container.id === scope) return true
  return false
}

interface FlowDefinition {
  readonly id: string
}

/** A flow that tells its target when it is taken, and nothing when it is not (see `left-out.ts`). */
function takenFlow(definition: FlowDefinition, context: unknown): unknown {
  const flow = new (elements.SequenceFlow as unknown as SequenceFlowConstructor)(definition, context)
  flow.discard = () => {}
  return flow
}

type SequenceFlowConstructor = new (definition: FlowDefinition, context: unknown) => { discard: () => void }

/** What bpmn-engine asks for the conditions of flows. */
function conditions({ nodes }: Process, variables: () => Variables) {
  const flows = new Map<string, Flow>()
  for (const { outgoing } of nodes.values()) for (const flow of outgoing) flows.set(flow.id, flow)
  return {
    register: () => undefined,
    getScript: (_language: unknown, { id }: FlowDefinition) => {
      const condition = flows.get(id)?.condition
      if (!condition) return undefined
      return {
        execute: (_scope: unknown, answer: (error: unknown, holds?: boolean) => void) => {
          let holds: boolean
          try {
            holds = evaluateCondition(condition, variables(), 0)
          } catch (error) {
            answer(error)
            return
          }
          answer(null, holds)
        },
      }
    },
  }
}
