import type { Node } from '../process/process.ts'
import { hasTrigger } from '../process/trigger.ts'
import { cancelToken, cancelWithin } from './cancel.ts'
import { startEventSubProcess } from './event-sub-process.ts'
import { raiseIncident } from './incidents.ts'
import { newKey, type Run } from './run.ts'
import type { Compensation } from './state.ts'
import { arrive, changeLive, nodeAt, park } from './tokens.ts'

/**
 * An activity is done: what would undo it is noted in its scope, with a snapshot of its variables (BPMN 2.0.2, 13.5.5).
 * A handler at its boundary stands for all of a sub-process, an event sub-process does too; else what was noted inside.
 *
 * The handler at the boundary of a loop runs once for all of it, an event sub-process once for each run.
 */
export function noteCompensation(run: Run, node: Node, key: number): void {
  const { scope, own } = run.tokens[key]!
  const inside = own === undefined ? undefined : run.scopes[own]
  const variables = inside?.variables ?? {}
  const nested = inside?.compensations ?? []
  const isRun = run.scopes[scope]?.loop !== undefined
  const isBody = inside?.loop !== undefined
  const handler = (isRun ? undefined : node.compensatedBy?.id) ?? (isBody ? undefined : compensationStart(node))
  if (handler === undefined && nested.length === 0) return
  const note: Compensation = {
    at: node.id,
    variables,
    ...(handler && { handler }),
    ...(nested.length > 0 && { nested }),
  }
  const current = run.scopes[scope]!
  run.scopes[scope] = { ...current, compensations: [...(current.compensations ?? []), note] }
}

/** A scope that is terminated cannot be undone any more. */
export function forgetCompensations(run: Run, scope: number): void {
  const { compensations: _, ...rest } = run.scopes[scope]!
  run.scopes[scope] = rest
}

/** The start event of the event sub-process that undoes a sub-process. */
function compensationStart(node: Node): string | undefined {
  if (node.kind !== 'subProcess') return undefined
  const starts = node.detail.flow.eventSubProcesses.flatMap(({ detail }) => detail.flow.startEvents)
  return starts.find(({ detail }) => detail.triggers.some(({ kind }) => kind === 'compensation'))?.id
}

/**
 * A compensation event undoes what its scope has noted: the last done first, one after the other; an activity that it
 * names, and no other, where it names one. Gives back whether there is something to wait for.
 */
export function compensate(run: Run, node: Node, scope: number, activity: string | undefined): boolean {
  const from = notingScope(run, scope)
  const noted = run.scopes[from]?.compensations ?? []
  const isMeant = ({ at }: Compensation) => activity === undefined || at === activity
  const meant = noted.filter(isMeant)
  if (meant.length === 0) return false
  const { compensations: _, ...rest } = run.scopes[from]!
  const others = noted.filter((note) => !isMeant(note))
  run.scopes[from] = others.length > 0 ? { ...rest, compensations: others } : rest
  const own = newKey(run)
  const token = park(run, node, scope, 'scope', own)
  run.scopes[own] = { parent: from, token, variables: {}, live: 0, undoing: unfolded(meant) }
  changeLive(run, own, 0)
  return true
}

/** An event sub-process undoes what the scope around it has done. */
function notingScope(run: Run, scope: number): number {
  const { token, parent } = run.scopes[scope] ?? {}
  const at = token === undefined ? undefined : run.tokens[token]?.at
  const isHandler = at !== undefined && nodeAt(run, at).kind === 'eventSubProcess'
  return isHandler && parent !== undefined ? parent : scope
}

/** In the order of undoing; what was noted inside a sub-process without a handler takes its place. */
function unfolded(noted: readonly Compensation[]): Compensation[] {
  return noted.toReversed().flatMap((note) => {
    if (note.handler !== undefined) return [note]
    const inner = unfolded(note.nested ?? [])
    return inner.map((each) => ({ ...each, variables: { ...note.variables, ...each.variables } }))
  })
}

/** Begins to undo the next, in a scope that sees the variables as they were. Gives back whether there was one. */
export function undoNext(run: Run, key: number): boolean {
  const scope = run.scopes[key]!
  const [note, ...undoing] = scope.undoing ?? []
  if (!note) return false
  const { compensations: _, ...current } = scope
  const nested = note.nested ? { compensations: note.nested } : {}
  run.scopes[key] = { ...current, ...nested, variables: note.variables, undoing }
  const handler = nodeAt(run, note.handler!)
  const around = nodeAtOrNone(run, handler.container.id)
  if (handler.kind === 'startEvent' && around?.kind === 'eventSubProcess') {
    startEventSubProcess(run, around, handler, key, undefined, 'beside')
  } else {
    changeLive(run, key, 1)
    arrive(run, handler, key)
  }
  return true
}

function nodeAtOrNone(run: Run, id: string): Node | undefined {
  return run.process.nodes.get(id)
}

/**
 * A cancel end event: all else in the nearest transaction around it is taken away, what was done in it is undone, and
 * then the token goes on at the cancel event of the transaction's boundary (BPMN 2.0.2, 13.5.6). What a sub-process had
 * done that was still going on is undone as well, and so are all runs of a transaction that is done several times.
 */
export function cancelTransaction(run: Run, node: Node, from: number): void {
  const scope = transactionAround(run, from)
  const compensations = notesWithin(run, scope)
  cancelWithin(run, scope)
  const { compensations: _, ...current } = run.scopes[scope]!
  run.scopes[scope] = compensations.length > 0 ? { ...current, compensations } : current
  changeLive(run, scope, 1)
  if (!compensate(run, node, scope, undefined)) {
    const token = park(run, node, scope, 'scope')
    run.agenda.push({ do: 'complete', token })
  }
}

/** The scope of the nearest transaction; of one that is done several times, that of all its runs. */
function transactionAround(run: Run, from: number): number {
  for (let scope: number | undefined = from; scope !== undefined; scope = run.scopes[scope]?.parent) {
    const { token, parent, loop } = run.scopes[scope]!
    const node = token === undefined || loop ? undefined : nodeAt(run, run.tokens[token]!.at)
    if (node?.kind !== 'subProcess' || !node.detail.transaction) continue
    return parent !== undefined && run.scopes[parent]?.loop ? parent : scope
  }
  return from
}

/** What was noted in a scope and after it in those within that still go on, with what their handlers would see. */
function notesWithin(run: Run, scope: number): Compensation[] {
  const within = Object.entries(run.scopes).filter(([, { parent, undoing }]) => parent === scope && !undoing)
  const inner = within.flatMap(([key, { variables }]) =>
    notesWithin(run, Number(key)).map((note) => ({ ...note, variables: { ...variables, ...note.variables } })),
  )
  return [...(run.scopes[scope]!.compensations ?? []), ...inner]
}

/** The transaction has undone all it had done. */
export function finishCancel(run: Run, key: number): void {
  const { scope } = run.tokens[key]!
  const transaction = run.scopes[scope]?.token
  const boundary =
    transaction === undefined
      ? undefined
      : nodeAt(run, run.tokens[transaction]!.at).boundary.find(({ detail }) => hasTrigger(detail.triggers, 'cancel'))
  if (!boundary || transaction === undefined) {
    run.tokens[key] = { ...run.tokens[key]!, stopped: 'leaving' }
    raiseIncident(run, key, {
      code: 'cancel-uncaught',
      message: 'The transaction has no cancel event at its boundary.',
    })
    return
  }
  const outer = run.tokens[transaction]!.scope
  cancelToken(run, transaction)
  arrive(run, boundary, outer)
}
