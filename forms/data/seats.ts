import type { LocalizedText } from '#findings'
import type { Answers } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import type { CompiledField, CompiledForm, CompiledGroup } from './compile-form.ts'
import { type FormState, type NodeState, nodeKey } from './form-state.ts'
import { formContext, itemContext, own, type RuleContext } from './rule-context.ts'

/** One place where an answer is expected: a field or group that is shown, or a field of one item of a group. */
export interface Seat {
  readonly node: CompiledField | CompiledGroup
  /** JSON pointer into the answers. */
  readonly path: string
  readonly value: unknown
  readonly state: NodeState
  /** What to call it, e.g. 承租人 2 的姓名. */
  readonly subject: LocalizedText
  /** What its rules read. */
  readonly context: RuleContext
}

/** Every seat, in the order of the form. */
export function seatsOf(
  compiled: CompiledForm,
  { answers, nodes }: FormState,
  caseVariables: Answers,
  today: string | undefined,
): readonly Seat[] {
  const context = formContext(compiled, answers, caseVariables, today)
  return compiled.nodes.flatMap((node): readonly Seat[] => {
    const state = nodes.get(node.id)
    if ((node.kind !== 'field' && node.kind !== 'group') || !state?.visible) return []
    const path = `/${node.property}`
    const value = own(answers, node.property)
    const seat: Seat = { node, path, value, state, subject: node.node.title, context }
    if (node.kind === 'field' || !Array.isArray(value)) return [seat]
    return [
      seat,
      ...value.flatMap((item: unknown, index) => {
        const at = itemContext(node, item, context)
        return node.fields.flatMap((field): readonly Seat[] => {
          const state = nodes.get(nodeKey(field.id, index))
          if (!state?.visible || !isObject(item)) return []
          return [
            {
              node: field,
              path: `${path}/${index}/${field.property}`,
              value: own(item, field.property),
              state,
              subject: itemSubject(node, index, field.node.title),
              context: at,
            },
          ]
        })
      }),
    ]
  })
}

function itemSubject({ node }: CompiledGroup, index: number, title: LocalizedText): LocalizedText {
  const item = node.itemTitle ?? node.title
  return {
    'zh-CN': `${item['zh-CN']} ${index + 1}：${title['zh-CN']}`,
    en: `${item.en ?? item['zh-CN']} ${index + 1}: ${title.en ?? title['zh-CN']}`,
  }
}
