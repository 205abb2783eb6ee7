import type { Process } from '../process/process.ts'
import type { Variables } from './command.ts'
import type { InstanceState } from './state.ts'
import { visibleVariables } from './variables.ts'

/** Where an instance stands. */
export interface ElementStanding {
  readonly elementId: string
  readonly state: 'waiting' | 'incident'
  readonly tokens: number
}

/** The elements at which tokens wait or cannot go on, joins included; each once, an incident before waiting. */
export function overview(_process: Process, state: InstanceState): ElementStanding[] {
  const found = new Map<string, ElementStanding>()
  const note = (elementId: string, standing: ElementStanding['state'], tokens: number) => {
    const before = found.get(elementId)
    found.set(elementId, {
      elementId,
      state: before?.state === 'incident' ? 'incident' : standing,
      tokens: tokens + (before?.tokens ?? 0),
    })
  }
  for (const { at, wait } of Object.values(state.tokens)) note(at, wait === 'incident' ? 'incident' : 'waiting', 1)
  for (const { joins } of Object.values(state.scopes)) {
    for (const [gateway, held] of Object.entries(joins ?? {})) {
      note(
        gateway,
        'waiting',
        Object.values(held).reduce((sum, count) => sum + count, 0),
      )
    }
  }
  return [...found.values()]
}

/** Tokens at an element: those that wait, and those that an incident has stopped. */
export interface TokenCount {
  readonly elementId: string
  readonly waiting: number
  readonly incidents: number
}

/** How many tokens stand where, joins included. An activity that is done several times counts as one while it lasts. */
export function standing({ tokens, scopes }: InstanceState): TokenCount[] {
  const found = new Map<string, TokenCount>()
  const add = (elementId: string, waiting: number, incidents: number) => {
    const before = found.get(elementId)
    found.set(elementId, {
      elementId,
      waiting: waiting + (before?.waiting ?? 0),
      incidents: incidents + (before?.incidents ?? 0),
    })
  }
  for (const { at, wait, scope } of Object.values(tokens)) {
    const isRun = scopes[scope]?.loop !== undefined
    if (wait === 'incident') add(at, 0, 1)
    else if (!isRun) add(at, 1, 0)
  }
  for (const { joins } of Object.values(scopes)) {
    for (const [gateway, held] of Object.entries(joins ?? {})) {
      add(
        gateway,
        Object.values(held).reduce((sum, count) => sum + count, 0),
        0,
      )
    }
  }
  return [...found.values()]
}

/**
 * The variables that a task, job, timer or incident sees; those of the process where `id` names nothing that waits.
 */
export function variablesAt(_process: Process, state: InstanceState, id?: string): Variables {
  const key = Number(id)
  const token = state.incidents[key]?.token ?? state.subscriptions[key]?.token ?? key
  const at = Object.hasOwn(state.tokens, token) ? state.tokens[token] : undefined
  return visibleVariables(state, at?.own ?? at?.scope ?? 1)
}
