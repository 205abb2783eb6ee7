import type { LocalizedText } from '#findings'
import { expandForm, type FormLibrary } from '../expand-form.ts'
import type { FormDefinition, LayoutNode } from '../form-definition.ts'
import { itemSchema, type PlacedNode, placedNodes } from '../form-nodes.ts'
import { diffAnswers } from './diff-answers.ts'
import { diffRules } from './diff-rules.ts'
import { change, type FormChange, nameOf } from './form-change.ts'
import { longestRising, same } from './same.ts'

export interface DiffFormsOptions {
  /** What each of the two may use of other forms. */
  readonly forms?: { readonly old?: FormLibrary; readonly new?: FormLibrary }
}

/** What changed between two versions of a form, node by node by their permanent ids; nothing where they are the same. */
export function diffForms(
  oldForm: FormDefinition,
  newForm: FormDefinition,
  { forms = {} }: DiffFormsOptions = {},
): readonly FormChange[] {
  const before = expandForm(oldForm, forms.old).form
  const after = expandForm(newForm, forms.new).form
  const was = new Map(placedNodes(before).map((placed) => [placed.node.id, placed]))
  const is = new Map(placedNodes(after).map((placed) => [placed.node.id, placed]))
  return [
    ...diffHead(before, after),
    ...[...was.values()].filter(({ node }) => !is.has(node.id)).map((placed) => removed(placed)),
    ...[...is.values()].flatMap((placed) => {
      const old = was.get(placed.node.id)
      if (!old) return [added(after, placed)]
      if (old.node.kind !== placed.node.kind) return [removed(old), added(after, placed)]
      return [
        ...moved(before, after, old, placed),
        ...diffWords(old.node, placed.node),
        ...diffAnswers(before, after, old, placed),
      ]
    }),
    ...reordered(before, after),
    ...diffRules(before, after),
  ]
}

function diffHead(before: FormDefinition, after: FormDefinition): readonly FormChange[] {
  const [was, is] = [before.display ?? 'page', after.display ?? 'page']
  return [
    ...(same(before.title, after.title)
      ? []
      : [
          change('renamed', undefined, [
            `表单改名为“${after.title['zh-CN']}”`,
            `The form is now called “${after.title.en ?? after.title['zh-CN']}”`,
          ]),
        ]),
    ...(was === is
      ? []
      : [
          change(
            'changed',
            undefined,
            is === 'steps'
              ? ['表单改为分步填写', 'The form is filled in steps now']
              : ['表单改为单页填写', 'The form is on one page now'],
          ),
        ]),
    ...(same(before.columns, after.columns)
      ? []
      : [change('changed', undefined, ['表单的列数有变', 'The form has another number of columns'])]),
    ...(same([before.purpose, before.legalBasis], [after.purpose, after.legalBasis])
      ? []
      : [
          change('privacy', undefined, [
            '整张表单的收集目的或法律依据有变',
            'The purpose or legal basis of the whole form changed',
          ]),
        ]),
    ...(same([before.part, before.schema.$defs], [after.part, after.schema.$defs])
      ? []
      : [
          change(
            'changed',
            undefined,
            ['表单的公用设置有变', 'What the form’s parts share changed'],
            same(before.schema.$defs, after.schema.$defs) ? 'none' : 'may-refuse',
          ),
        ]),
  ]
}

function removed({ node }: PlacedNode): FormChange {
  const [zh, en] = nameOf(node)
  const effect = node.kind === 'field' || node.kind === 'group' ? 'loses' : 'none'
  return change('removed', node.id, [`删除${zh}`, `${en} is removed`], effect)
}

function added(form: FormDefinition, { node, group }: PlacedNode): FormChange {
  const [zh, en] = nameOf(node)
  if (node.kind !== 'field' && node.kind !== 'group') return change('added', node.id, [`新增${zh}`, `${en} is added`])
  const isRequired = group
    ? itemSchema(form.schema.properties[group.property]).required.includes(node.property)
    : (form.schema.required?.includes(node.property) ?? false)
  return change(
    'added',
    node.id,
    isRequired ? [`新增${zh}（必填）`, `${en} is added, required`] : [`新增${zh}`, `${en} is added`],
    isRequired ? 'asks' : 'none',
  )
}

function moved(before: FormDefinition, after: FormDefinition, old: PlacedNode, now: PlacedNode): readonly FormChange[] {
  const [from, to] = [parentOf(old), parentOf(now)]
  if (from === to) return []
  const [zh, en] = nameOf(now.node)
  const [fromZh, fromEn] = placeName(before, from)
  const [toZh, toEn] = placeName(after, to)
  return [
    change(
      'moved',
      now.node.id,
      [`${zh}从${fromZh}移到${toZh}`, `${en} moved from ${fromEn} to ${toEn}`],
      old.group?.id === now.group?.id ? 'none' : 'loses',
    ),
  ]
}

function parentOf({ group, sections }: PlacedNode): string | undefined {
  return group?.id ?? sections.at(-1)
}

function placeName(form: FormDefinition, id: string | undefined): readonly [string, string] {
  const parent = id === undefined ? undefined : placedNodes(form).find(({ node }) => node.id === id)
  return parent ? nameOf(parent.node) : ['表单最外层', 'the top of the form']
}

/** Nodes that stand elsewhere among the same neighbours: as few as explain the new order. */
function reordered(before: FormDefinition, after: FormDefinition): readonly FormChange[] {
  const were = Map.groupBy(placedNodes(before), parentOf)
  return [...Map.groupBy(placedNodes(after), parentOf)].flatMap(([parent, now]) => {
    const order = (were.get(parent) ?? []).map(({ node }) => node.id)
    const common = now.filter(({ node }) => order.includes(node.id))
    const kept = longestRising(common.map(({ node }) => order.indexOf(node.id)))
    return common
      .filter((_, index) => !kept.has(index))
      .map(({ node }) => {
        const [zh, en] = nameOf(node)
        return change('moved', node.id, [`${zh}的先后位置有变`, `${en} stands in another place among its neighbours`])
      })
  })
}

function diffWords(was: LayoutNode, is: LayoutNode): readonly FormChange[] {
  if (was.kind === 'text' || is.kind === 'text')
    return was.kind === 'text' && is.kind === 'text' && same(was.text, is.text)
      ? []
      : [change('changed', is.id, [`说明文字${nameOf(is)[0]}有修改`, `The words ${nameOf(is)[1]} changed`])]
  const [zh, en] = nameOf(is)
  return [
    ...(same(was.title, is.title) ? [] : [renamed(was, is)]),
    ...(same(helpOf(was), helpOf(is))
      ? []
      : [change('changed', is.id, [`${zh}的填写说明有修改`, `The help of ${en} changed`])]),
  ]
}

function renamed(was: LayoutNode, is: LayoutNode): FormChange {
  const [from, to] = [nameOf(was), nameOf(is)]
  return change('renamed', is.id, [`${from[0]}改名为${to[0]}`, `${from[1]} is now called ${to[1]}`])
}

function helpOf(node: LayoutNode): readonly (LocalizedText | undefined)[] {
  return [
    'help' in node ? node.help : undefined,
    'placeholder' in node ? node.placeholder : undefined,
    'unit' in node ? node.unit : undefined,
    'itemTitle' in node ? node.itemTitle : undefined,
  ]
}
