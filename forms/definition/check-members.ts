import { type Finding, nearest } from '#findings'
import type { FieldNode, GroupNode, Widget } from './form-definition.ts'
import { finding } from './form-finding.ts'
import type { PlacedNode } from './form-nodes.ts'
import { widgetWords } from './kind-words.ts'

/** The widgets that a member of a field is for. */
const membersOf: Readonly<Partial<Record<keyof FieldNode, readonly Widget[]>>> = {
  codeList: ['choice', 'multiple-choice', 'cascade', 'address'],
  options: ['choice', 'multiple-choice'],
  appearance: ['choice', 'multiple-choice'],
  within: ['choice', 'multiple-choice', 'cascade', 'address'],
  anyLevel: ['cascade', 'address'],
  earliest: ['date', 'date-range'],
  latest: ['date', 'date-range'],
  openEnd: ['date-range'],
  decimals: ['number'],
  accept: ['file', 'photo'],
  maxBytes: ['file', 'photo'],
  stamp: ['photo'],
  unit: ['number', 'money'],
}

/** Members that say nothing about such a field, and limits that nothing can meet. */
export function memberFindings(field: FieldNode, widget: Widget): readonly Finding[] {
  const idle = Object.entries(membersOf).flatMap(([member, widgets]) =>
    field[member as keyof FieldNode] === undefined || widgets.includes(widget)
      ? []
      : [idleMember(field, member, widget)],
  )
  const { earliest, latest } = field
  const isEmpty =
    earliest !== undefined && latest !== undefined && earliest !== 'today' && latest !== 'today' && earliest > latest
  return isEmpty ? [...idle, noDayLeft(field)] : idle
}

function idleMember(field: FieldNode, member: string, widget: Widget): Finding {
  const [zh, en] = widgetWords[widget]
  return finding(
    'warning',
    'member-without-effect',
    field.id,
    [
      `“${field.title['zh-CN']}”用“${zh}”填写，其中的 ${member} 不起作用。`,
      `"${field.id}" is asked as ${en}, where "${member}" has no effect.`,
    ],
    ['删去它，或换一种填写方式。', 'Remove it, or choose another widget.'],
  )
}

function noDayLeft(field: FieldNode): Finding {
  return finding(
    'error',
    'no-day-left',
    field.id,
    [
      `“${field.title['zh-CN']}”的最早日期晚于最晚日期，没有可填的日期。`,
      `The first day of "${field.id}" is after its last, so no day can be answered.`,
    ],
    ['改正其中一个日期。', 'Correct one of the days.'],
  )
}

/** Whether the field that narrows the choices of another is there, beside it or in the form around. */
export function checkWithin(
  field: FieldNode,
  placed: readonly PlacedNode[],
  group: GroupNode | undefined,
): readonly Finding[] {
  if (field.within === undefined) return []
  const readable = placed.flatMap(({ node, group: inside }) =>
    node.kind === 'field' && node.id !== field.id && (!inside || inside === group) ? [node.property] : [],
  )
  if (readable.includes(field.within)) return []
  const meant = nearest(field.within, readable)
  return [
    finding(
      'error',
      'unknown-within',
      field.id,
      [
        `“${field.title['zh-CN']}”的上级字段“${field.within}”不存在。`,
        `"${field.id}" narrows its choices by "${field.within}", which is no field here.`,
      ],
      meant
        ? [`是否应为“${meant}”？`, `Did you mean "${meant}"?`]
        : ['改成另一个字段的数据名，或删去 within。', 'Name another field’s property, or remove within.'],
    ),
  ]
}
