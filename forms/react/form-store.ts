import type { CompiledForm } from '../data/compile-form.ts'
import { type FormState, formState } from '../data/form-state.ts'
import type { Answers, Problem } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'

/** Where an answer stands: a property, or a property of an item of a repeated group. */
export type AnswerPath = readonly [string] | readonly [string, number, string]

export interface FormSnapshot {
  /** As typed: what is hidden keeps its answer for when it is shown again. */
  readonly typed: Answers
  /** What counts. */
  readonly state: FormState
  readonly problems: ReadonlyMap<string, Problem>
  /** One lasting key per item of each repeated group, so that cards keep their place in the page when they move. */
  readonly itemKeys: Readonly<Record<string, readonly number[]>>
  /** Files on their way to the server. */
  readonly uploads: number
}

export interface GroupItems {
  readonly items: readonly unknown[]
  readonly keys: readonly number[]
}

/** The answers of one open form. A field listens to its own part, so that a keystroke renders one field. */
export interface FormStore {
  readonly compiled: CompiledForm
  readonly snapshot: () => FormSnapshot
  readonly subscribe: (listener: () => void) => () => void
  /** `undefined` takes the answer away. */
  readonly answer: (path: AnswerPath, value: unknown) => void
  readonly addItem: (group: string) => void
  readonly removeItem: (group: string, index: number) => void
  readonly moveItem: (group: string, from: number, to: number) => void
  /** Puts items before the one at `at`. */
  readonly insertItems: (group: string, at: number, items: readonly unknown[]) => void
  /** What a repeated group holds, to be given back to `putItems`. */
  readonly items: (group: string) => GroupItems
  readonly putItems: (group: string, held: GroupItems) => void
  readonly showProblems: (problems: readonly Problem[]) => void
  readonly uploading: (change: 1 | -1) => void
}

/** Begins with `typed`, or with what the form opened with. */
export function formStore(
  compiled: CompiledForm,
  opened: Answers,
  caseVariables: Answers,
  today: string | undefined,
  typed: Answers = opened,
): FormStore {
  const listeners = new Set<() => void>()
  let lastKey = 0
  const newKey = () => {
    lastKey += 1
    return lastKey
  }
  const keysFor = (items: unknown) => (Array.isArray(items) ? items.map(newKey) : [])
  let current: FormSnapshot = {
    typed,
    state: formState(compiled, typed, caseVariables, { opened, today }),
    problems: new Map(),
    itemKeys: Object.fromEntries(
      [...compiled.byProperty.values()]
        .filter((node) => node.kind === 'group')
        .map(({ property }) => [property, keysFor(typed[property])]),
    ),
    uploads: 0,
  }

  function become(next: Partial<FormSnapshot>) {
    current = { ...current, ...next }
    for (const listener of listeners) listener()
  }

  function type(typed: Answers, more: Partial<FormSnapshot> = {}) {
    const state = formState(compiled, typed, caseVariables, { opened, today, before: current.state })
    become({ typed, state, ...more })
  }

  /** A repeated group's items and their keys, changed in the same way. */
  function rearrange(group: string, change: <T>(list: readonly T[], isKeys: boolean) => readonly T[]) {
    type(
      { ...current.typed, [group]: change(itemsOf(current.typed, group), false) },
      { itemKeys: { ...current.itemKeys, [group]: change(current.itemKeys[group] ?? [], true) }, problems: new Map() },
    )
  }

  function put(group: string, { items, keys }: GroupItems) {
    type(
      { ...current.typed, [group]: items },
      { itemKeys: { ...current.itemKeys, [group]: keys }, problems: new Map() },
    )
  }

  return {
    compiled,
    snapshot: () => current,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    answer: (path, value) => {
      const [property, index, inner] = path
      if (index === undefined || inner === undefined) return type(withMember(current.typed, property, value))
      const items = itemsOf(current.typed, property)
      type({
        ...current.typed,
        [property]: items.map((item, at) => (at === index && isObject(item) ? withMember(item, inner, value) : item)),
      })
    },
    addItem: (group) =>
      type(
        { ...current.typed, [group]: [...itemsOf(current.typed, group), {}] },
        { itemKeys: { ...current.itemKeys, [group]: [...(current.itemKeys[group] ?? []), newKey()] } },
      ),
    removeItem: (group, index) => rearrange(group, (list) => list.filter((_, at) => at !== index)),
    moveItem: (group, from, to) =>
      rearrange(group, (list) => {
        const moved = list.slice(from, from + 1)
        return list.toSpliced(from, 1).toSpliced(to, 0, ...moved)
      }),
    insertItems: (group, at, added) => {
      const held = { items: itemsOf(current.typed, group), keys: current.itemKeys[group] ?? [] }
      put(group, {
        items: held.items.toSpliced(at, 0, ...added),
        keys: held.keys.toSpliced(at, 0, ...added.map(newKey)),
      })
    },
    items: (group) => ({ items: itemsOf(current.typed, group), keys: current.itemKeys[group] ?? [] }),
    putItems: put,
    showProblems: (problems) => become({ problems: new Map(problems.map((problem) => [problem.path, problem])) }),
    uploading: (change) => become({ uploads: current.uploads + change }),
  }
}

/** The JSON pointer of a path, as problems name it. */
export function pointerOf(path: AnswerPath): string {
  return `/${path.join('/')}`
}

export function itemsOf(answers: Answers, group: string): readonly unknown[] {
  const items = Object.hasOwn(answers, group) ? answers[group] : undefined
  return Array.isArray(items) ? items : []
}

export function answerAt(answers: Answers, [property, index, inner]: AnswerPath): unknown {
  if (index === undefined || inner === undefined)
    return Object.hasOwn(answers, property) ? answers[property] : undefined
  const item = itemsOf(answers, property)[index]
  return isObject(item) && Object.hasOwn(item, inner) ? item[inner] : undefined
}

function withMember(answers: Answers, name: string, value: unknown): Answers {
  if (value !== undefined) return { ...answers, [name]: value }
  const { [name]: _gone, ...rest } = answers
  return rest
}
