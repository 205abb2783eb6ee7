import type { Change } from './patch.ts'
import { type Entries, type Entry, placeOf } from './tree.ts'

/** The values by which a shape or line of a diagram names what it draws. */
const drawing = ['bpmnElement', 'dmnElementRef']

interface Sides {
  readonly now: Entries
  readonly mine: Entries
}

/**
 * The changes of a merge, so that what is drawn goes and stays with its drawing: a conflict about one is a conflict about
 * both. Where one side itself has the one without the other, that is left as it is. `resolved` is what the changes alone come to. The same list where nothing is to be mended.
 */
export function drawnAlong({ now, mine }: Sides, changes: readonly Change[], resolved: Entries): readonly Change[] {
  const sides = [now, mine].map((entries) => ({ entries, drawn: drawnIn(entries) }))
  const drawn = drawnIn(resolved)
  const lacks = (element: string | undefined) =>
    element !== undefined &&
    resolved.has(element) &&
    !drawn.has(element) &&
    sides.every((side) => !side.entries.has(element) || side.drawn.has(element))

  const restored = new Set([...now.values()].filter((entry) => lacks(drawnBy(entry))).map(({ id }) => id))
  const covered = new Set([...restored].map((id) => drawnBy(now.get(id))))
  const added = [...mine.values()].flatMap((entry): Change[] => {
    const element = drawnBy(entry)
    const place = placeOf(mine, entry.id)
    if (!place || !resolved.has(place.parent) || resolved.has(entry.id)) return []
    if (!lacks(element) || covered.has(element)) return []
    covered.add(element)
    return [{ op: 'add', node: entry.id, ...place, after: null, values: Object.fromEntries(entry.values) }]
  })
  const idle = [...resolved.values()].filter((entry) => {
    const element = drawnBy(entry)
    return (
      element !== undefined &&
      !resolved.has(element) &&
      sides.every((side) => !side.drawn.has(element) || side.entries.has(element))
    )
  })
  if (restored.size + added.length + idle.length === 0) return changes
  const isIdle = new Set(idle.map(({ id }) => id))
  const kept = changes.filter(({ op, node }) => !(op === 'remove' && restored.has(node)) && !isIdle.has(node))
  const removed = idle.filter(({ id }) => now.has(id)).map(({ id }): Change => ({ op: 'remove', node: id }))
  return [...kept, ...added, ...removed]
}

function drawnIn(entries: Entries): ReadonlySet<string> {
  return new Set([...entries.values()].flatMap((entry) => drawnBy(entry) ?? []))
}

function drawnBy(entry: Entry | undefined): string | undefined {
  const named = drawing.map((name) => entry?.values.get(name)).find((value) => value !== undefined)
  return typeof named === 'string' ? named : undefined
}
