import { type Answers, type CompiledForm, formState, isUnanswered, nodeKey, type Rule } from '#forms'

export type Trial =
  | { readonly kind: 'visible' | 'required' | 'readonly'; readonly holds: boolean }
  | { readonly kind: 'given'; readonly value: string }

/**
 * What a rule makes of the sample answers: whether it holds, or what it computes. Of a field in a repeated group, for
 * the first item. Nothing where that cannot be told, e.g. because the node is hidden; a check is tried by submitting.
 */
export function ruleTrial(
  compiled: CompiledForm,
  { target, kind }: Pick<Rule, 'target' | 'kind'>,
  sample: Answers,
  today: string,
): Trial | undefined {
  const found = compiled.byId.get(target)
  if (!found) return undefined
  const state = formState(compiled, sample, {}, { today })
  const node = state.nodes.get(nodeKey(target, found.group && 0))
  if (!node) return undefined
  if (kind === 'visible') return { kind, holds: node.visible }
  if (!node.visible) return undefined
  switch (kind) {
    case 'required':
    case 'readonly':
      return { kind, holds: node[kind] }
    case 'value':
      return given(valueIn(state.answers, found))
    case 'options':
      return given(node.choices?.map(({ title }) => title['zh-CN']).join('、'))
    case 'check':
      return undefined
  }
}

function given(value: string | undefined): Trial | undefined {
  return value === undefined ? undefined : { kind: 'given', value }
}

function valueIn(answers: Answers, { node, group }: NonNullable<ReturnType<CompiledForm['byId']['get']>>) {
  if (node.kind !== 'field') return undefined
  const [item] = group ? [answers[group.property]].flat() : [answers]
  const value = (item as Answers | undefined)?.[node.property]
  return isUnanswered(value) ? undefined : String(value)
}
