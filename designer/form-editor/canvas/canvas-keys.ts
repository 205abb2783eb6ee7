import { type FormDefinition, type LayoutNode, placedNodes } from '#forms'
import { placeOf } from '../moves.ts'

/** What the arrow keys lead to from a node: the one before or after it as the form is read. */
export function neighbourOf(form: FormDefinition, id: string | undefined, step: 1 | -1): string | undefined {
  const order = placedNodes(form).map(({ node }) => node.id)
  if (id === undefined || !order.includes(id)) return step === 1 ? order[0] : order.at(-1)
  return order[order.indexOf(id) + step]
}

/** What Ctrl+A selects: all that stands beside a node, or all of the form where that is selected already. */
export function allBeside(form: FormDefinition, selected: readonly string[]): readonly string[] {
  const ids = (nodes: readonly LayoutNode[]) => nodes.map(({ id }) => id)
  const top = ids(form.layout)
  const here = placeOf(form, selected.at(-1) ?? '')
  if (!here) return top
  const beside = ids(here.siblings)
  return beside.every((id) => selected.includes(id)) ? top : beside
}
