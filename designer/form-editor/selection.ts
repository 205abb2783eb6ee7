import { type FormDefinition, placedNodes } from '#forms'

/** Alone, besides what is selected, or with all between. */
export type SelectHow = 'alone' | 'besides' | 'through'

/** What is selected once a node is chosen; the last is the one whose properties are shown. */
export function selectedAfter(
  form: FormDefinition,
  selected: readonly string[],
  id: string,
  how: SelectHow,
): readonly string[] {
  const others = selected.filter((other) => other !== id)
  const from = selected.at(-1)
  switch (how) {
    case 'alone':
      return [id]
    case 'besides':
      return others.length < selected.length ? others : [...others, id]
    case 'through': {
      const order = placedNodes(form).map(({ node }) => node.id)
      const ends = [order.indexOf(from ?? id), order.indexOf(id)].sort((a, b) => a - b)
      const between = order.slice(ends[0], ends[1]! + 1)
      return [...between.filter((other) => other !== id), id]
    }
  }
}
