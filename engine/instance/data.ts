import type { FlowScope, Node } from '../process/process.ts'
import { stateVariable } from '../process/read-data.ts'
import type { Variables } from './command.ts'
import type { Arrival, Run } from './run.ts'
import { arrive, nodeAt, park } from './tokens.ts'
import { propagate, visibleVariables } from './variables.ts'

/** The data objects of a sub-process when it begins: there, without a value and a state (BPMN 2.0.2, 10.4.1). */
export function emptyDataObjects({ dataObjects = [] }: FlowScope): Variables {
  return Object.fromEntries(dataObjects.flatMap((name) => [name, stateVariable(name)].map((each) => [each, null])))
}

/** What an element writes has the state that it names. */
export function setDataStates(run: Run, { sets = [] }: Node, scope: number): void {
  if (sets.length === 0) return
  propagate(run, scope, Object.fromEntries(sets.map(({ name, state }) => [stateVariable(name), state])))
}

/** Whether an activity keeps the token because data it reads is not in the state it needs (BPMN 2.0.2, 10.4.2). */
export function waitsForData(run: Run, { node, scope, index }: Arrival): boolean {
  if (node.awaits === undefined || run.scopes[scope]?.loop || isAvailable(run, node, scope)) return false
  const token = park(run, node, scope, 'data')
  if (index !== undefined) run.tokens[token] = { ...run.tokens[token]!, index }
  return true
}

/** Lets activities begin whose data has come. Gives back whether one did. */
export function beginWithData(run: Run): boolean {
  if (!run.process.awaitsData || !run.variablesChanged) return false
  let begun = false
  for (const [key, { wait, at, scope, index }] of Object.entries(run.tokens)) {
    if (wait !== 'data' || !isAvailable(run, nodeAt(run, at), scope)) continue
    delete run.tokens[Number(key)]
    arrive(run, nodeAt(run, at), scope, undefined, index)
    begun = true
  }
  return begun
}

function isAvailable(run: Run, { awaits = [] }: Node, scope: number): boolean {
  const seen = visibleVariables(run, scope)
  return awaits.every(({ name, state }) => {
    const variable = stateVariable(name)
    return Object.hasOwn(seen, variable) && seen[variable] === state
  })
}
