import type { Node, Process } from '../process/process.ts'
import type { Compensation, InstanceState, Scope } from './state.ts'

/** Ids of elements and flows in the old process, to their ids in the new one; those left out keep their id. */
export type ElementMap = Readonly<Record<string, string>>

export interface MigrationProblem {
  readonly code: 'element-gone' | 'element-of-other-kind' | 'element-in-other-scope' | 'flow-gone'
  /** In the old process. */
  readonly elementId: string
  readonly message: string
}

/**
 * The state an instance would have under another version of its process, or what stands in the way.
 *
 * What waits keeps its ids: tasks, jobs and timers stay as they were opened. Nothing is entered, left or evaluated.
 */
export function migrate(
  from: Process,
  to: Process,
  state: InstanceState,
  map: ElementMap = {},
): { readonly state?: InstanceState; readonly problems: readonly MigrationProblem[] } {
  const problems: MigrationProblem[] = []
  const renamed = (id: string) => (Object.hasOwn(map, id) ? map[id]! : id)
  const element = (id: string): string => {
    const problem = problemWith(from.nodes.get(id), to.nodes.get(renamed(id)), id, renamed)
    if (problem) problems.push(problem)
    return renamed(id)
  }
  const flow = (gateway: string, id: string): string => {
    const isThere = to.nodes.get(renamed(gateway))?.incoming.some((each) => each.id === renamed(id))
    if (!isThere)
      problems.push({ code: 'flow-gone', elementId: id, message: `Flow "${id}" into "${gateway}" is gone.` })
    return renamed(id)
  }
  const moved: InstanceState = {
    ...state,
    scopes: mapValues(state.scopes, (scope) => migrateScope(scope, element, flow)),
    tokens: mapValues(state.tokens, (token) => ({ ...token, at: element(token.at) })),
    subscriptions: mapValues(state.subscriptions, (waiting) => ({ ...waiting, at: element(waiting.at) })),
  }
  return problems.length > 0 ? { problems } : { state: moved, problems }
}

type Rename = (id: string) => string

function migrateScope(scope: Scope, element: Rename, flow: (gateway: string, id: string) => string): Scope {
  const { joins, activated, compensations, undoing } = scope
  const gateways = <T, U>(record: Readonly<Record<string, T>>, change: (gateway: string, value: T) => U) =>
    Object.fromEntries(Object.entries(record).map(([gateway, value]) => [element(gateway), change(gateway, value)]))
  return {
    ...scope,
    ...(joins && {
      joins: gateways(joins, (gateway, held) =>
        Object.fromEntries(Object.entries(held).map(([id, count]) => [flow(gateway, id), count])),
      ),
    }),
    ...(activated && { activated: gateways(activated, (gateway, flows) => flows.map((id) => flow(gateway, id))) }),
    ...(compensations && { compensations: compensations.map((note) => migrateNote(note, element)) }),
    ...(undoing && { undoing: undoing.map((note) => migrateNote(note, element)) }),
  }
}

function migrateNote(note: Compensation, element: Rename): Compensation {
  return {
    ...note,
    at: element(note.at),
    ...(note.handler !== undefined && { handler: element(note.handler) }),
    ...(note.nested && { nested: note.nested.map((each) => migrateNote(each, element)) }),
  }
}

function problemWith(
  before: Node | undefined,
  after: Node | undefined,
  elementId: string,
  renamed: Rename,
): MigrationProblem | undefined {
  if (!before || !after) {
    return { code: 'element-gone', elementId, message: `The new version has no element "${renamed(elementId)}".` }
  }
  if (before.kind !== after.kind) {
    const message = `"${renamed(elementId)}" is a ${after.kind} in the new version, not a ${before.kind}.`
    return { code: 'element-of-other-kind', elementId, message }
  }
  if (renamed(before.container.id) === after.container.id) return undefined
  return { code: 'element-in-other-scope', elementId, message: `"${renamed(elementId)}" lies in another scope.` }
}

function mapValues<T>(record: Readonly<Record<number, T>>, change: (value: T) => T): Record<number, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
