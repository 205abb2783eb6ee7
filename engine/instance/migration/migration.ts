import type { LocalizedText } from '#findings'
import type { Node, Process } from '../../process/process.ts'
import type { Effect } from '../effect.ts'
import type { InstanceState } from '../state.ts'

/** Ids of elements and flows in the old process, to their ids in the new one; those left out keep their id. */
export type ElementMap = Readonly<Record<string, string>>

export interface MigrateOptions {
  /** Milliseconds since 1970 (UTC); timers that the new version adds run from here. */
  readonly at: number
  readonly elements?: ElementMap
}

/** Why an instance cannot be moved. */
export interface MigrationProblem {
  readonly code:
    | 'instance-ended'
    | 'element-gone'
    | 'element-of-other-kind'
    | 'element-in-other-scope'
    | 'flow-gone'
    | 'join-complete'
    | 'loop-changed'
    | 'event-changed'
    | 'not-evaluated'
  /** In the old process. */
  readonly elementId: string
  readonly message: LocalizedText
}

/** What somebody should know of an instance that can be moved. */
export interface MigrationNote {
  readonly code:
    | 'event-removed'
    | 'event-added'
    | 'event-renewed'
    | 'timer-kept'
    | 'job-kept'
    | 'call-kept'
    | 'task-changed'
  /** In the old process; of an added event in the new one. */
  readonly elementId: string
  readonly message: LocalizedText
}

export interface Migrated {
  /** Left out where there are problems. */
  readonly state?: InstanceState
  /** To be stored with the state: tasks that change, events that are waited for from now on or no more. */
  readonly effects: readonly Effect[]
  readonly problems: readonly MigrationProblem[]
  readonly notes: readonly MigrationNote[]
}

/** Two versions of a process and what was found on the way from one to the other. */
export interface Passage {
  readonly from: Process
  readonly to: Process
  readonly renamed: (id: string) => string
  /** What an element of the new version was in the old one; undefined where it is new. */
  readonly before: (id: string) => Node | undefined
  readonly problems: MigrationProblem[]
  readonly notes: MigrationNote[]
}

export function passage(from: Process, to: Process, elements: ElementMap = {}): Passage {
  const renamed = (id: string) => (Object.hasOwn(elements, id) ? elements[id]! : id)
  const known = new Map([...from.nodes].map(([id, node]) => [renamed(id), node]))
  return { from, to, renamed, before: (id) => known.get(id), problems: [], notes: [] }
}

/** Each problem once, however many tokens meet it. */
export function stop(
  { problems }: Passage,
  code: MigrationProblem['code'],
  elementId: string,
  [zh, en]: readonly [zh: string, en: string],
): void {
  if (problems.some((known) => known.code === code && known.elementId === elementId)) return
  problems.push({ code, elementId, message: { 'zh-CN': zh, en } })
}

export function note(
  { notes }: Passage,
  code: MigrationNote['code'],
  elementId: string,
  [zh, en]: readonly [zh: string, en: string],
): void {
  if (notes.some((known) => known.code === code && known.elementId === elementId)) return
  notes.push({ code, elementId, message: { 'zh-CN': zh, en } })
}

/** What an element is called in messages: its name and, where that differs, its id. */
export function called({ from, to }: Passage, id: string): { readonly zh: string; readonly en: string } {
  const name = (from.nodes.get(id) ?? to.nodes.get(id))?.name
  const zh = name?.['zh-CN']
  if (zh === undefined || zh === '' || zh === id) return { zh: id, en: id }
  return { zh: `${zh}（${id}）`, en: `${name?.en ?? zh} (${id})` }
}
