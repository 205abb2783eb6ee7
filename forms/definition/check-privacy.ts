import type { Finding } from '#findings'
import type { FormDefinition, LayoutNode, Reasons } from './form-definition.ts'
import { finding } from './form-finding.ts'
import type { PlacedNode } from './form-nodes.ts'

/** `nodes` are the form's, by id. What a field's answers are asked for: by its own words, or those of the group, section or form around it. */
export function reasonsOf(
  form: FormDefinition,
  { node, sections, group }: PlacedNode,
  nodes: ReadonlyMap<string, LayoutNode>,
): Reasons {
  const around = sections.toReversed().flatMap((id) => nodes.get(id) ?? [])
  const owners: readonly Reasons[] = [node, ...(group ? [group] : []), ...around].filter(hasReasons)
  const all = [...owners, form]
  const purpose = all.find((owner) => owner.purpose)?.purpose
  const legalBasis = all.find((owner) => owner.legalBasis)?.legalBasis
  return { ...(purpose && { purpose }), ...(legalBasis && { legalBasis }) }
}

function hasReasons(node: LayoutNode): node is Exclude<LayoutNode, { readonly kind: 'text' }> {
  return node.kind !== 'text'
}

/** No question is published that does not say how sensitive its answer is, what for and on what basis it is asked. */
export function privacyFindings(
  form: FormDefinition,
  placed: PlacedNode,
  nodes: ReadonlyMap<string, LayoutNode>,
): readonly Finding[] {
  const { node } = placed
  if (node.kind !== 'field') return []
  const name = node.title['zh-CN']
  const { purpose, legalBasis } = reasonsOf(form, placed, nodes)
  return [
    ...(node.sensitivity
      ? []
      : [
          finding(
            'error',
            'missing-sensitivity',
            node.id,
            [`“${name}”没有写明敏感程度。`, `"${node.id}" does not say how sensitive it is.`],
            ['选择敏感程度：非个人信息、个人信息或敏感个人信息。', 'Set sensitivity to none, personal or sensitive.'],
          ),
        ]),
    ...(purpose
      ? []
      : [
          finding(
            'error',
            'missing-purpose',
            node.id,
            [`“${name}”没有写明收集目的。`, `"${node.id}" does not say what for it is asked.`],
            [
              '在字段、所在的分区或整张表单上填写收集目的；不需要这项信息就删去该字段。',
              'Write the purpose at the field, its section or the form; or remove the field if it is not needed.',
            ],
          ),
        ]),
    ...(legalBasis
      ? []
      : [
          finding(
            'error',
            'missing-legal-basis',
            node.id,
            [`“${name}”没有写明法律依据。`, `"${node.id}" does not say on what legal basis it is asked.`],
            [
              '在字段、所在的分区或整张表单上填写法律依据；没有依据就删去该字段。',
              'Write the legal basis at the field, its section or the form; or remove the field if there is none.',
            ],
          ),
        ]),
  ]
}
