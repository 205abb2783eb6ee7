import { changeField, type FormDefinition, fieldSchema, placedNodes, reasonsOf, sensitivityOf, widgetOf } from '#forms'

/** What a form must have before it is published, and the fields that lack it. */
export interface FormNeed {
  readonly what: 'title' | 'purpose' | 'basis' | 'sensitivity'
  readonly isMet: boolean
  /** Ids of the fields without it. */
  readonly fields: readonly string[]
}

export function formNeeds(form: FormDefinition): readonly FormNeed[] {
  const placed = placedNodes(form)
  const nodes = new Map(placed.map(({ node }) => [node.id, node]))
  const fields = placed.filter(({ node }) => node.kind === 'field')
  const lacking = (lacks: (each: (typeof fields)[number]) => boolean) => fields.filter(lacks).map(({ node }) => node.id)
  const need = (what: FormNeed['what'], without: readonly string[]): FormNeed => ({
    what,
    isMet: without.length === 0,
    fields: without,
  })
  return [
    { what: 'title', isMet: Boolean(form.title['zh-CN'].trim() && form.title.en?.trim()), fields: [] },
    need(
      'purpose',
      lacking((each) => !reasonsOf(form, each, nodes).purpose),
    ),
    need(
      'basis',
      lacking((each) => !reasonsOf(form, each, nodes).legalBasis),
    ),
    need(
      'sensitivity',
      lacking(({ node }) => node.kind === 'field' && !node.sensitivity),
    ),
  ]
}

/** Marks the fields that say nothing yet by what they ask; what says something stays. */
export function withSensitivities(form: FormDefinition): FormDefinition {
  return placedNodes(form).reduce((next, { node, group }) => {
    if (node.kind !== 'field' || node.sensitivity) return next
    const sensitivity = sensitivityOf(widgetOf(node, fieldSchema(form, node, group)), node.title['zh-CN'])
    return changeField(next, node.id, { node: { sensitivity } })
  }, form)
}
