import type { Finding, LocalizedText } from '#findings'
import {
  changeField,
  type FormDefinition,
  fieldSchema,
  type LayoutNode,
  placedNodes,
  removeNode,
  sensitivityOf,
  sensitivityWords,
  widgetOf,
} from '#forms'

/** A change that mends a finding without losing or inventing anything: one edit, that can be undone. */
export interface QuickFix {
  readonly title: LocalizedText
  readonly apply: () => FormDefinition
}

/** What mends a finding at once; nothing where a person must say what is meant. */
export function quickFix(form: FormDefinition, { code, node: id }: Finding): QuickFix | undefined {
  const fix = Object.hasOwn(fixes, code) ? fixes[code as keyof typeof fixes] : undefined
  const placed = fix && placedNodes(form).find(({ node }) => node.id === id)
  return placed && fix?.(form, placed)
}

type Placed = ReturnType<typeof placedNodes>[number]
type Fix = (form: FormDefinition, placed: Placed) => QuickFix | undefined

/** As sensitive as what is asked says. A field that says nothing yet is not made harmless by a guess. */
const sensitivity: Fix = (form, { node, group }) => {
  if (node.kind !== 'field') return undefined
  const least = sensitivityOf(widgetOf(node, fieldSchema(form, node, group)), node.title['zh-CN'])
  if (least === 'none') return undefined
  return {
    title: { 'zh-CN': `设为${sensitivityWords[least][0]}`, en: `Mark as ${sensitivityWords[least][1]}` },
    apply: () => changeField(form, node.id, { node: { sensitivity: least } }),
  }
}

const itemTitle: Fix = (form, { node }) => {
  if (node.kind !== 'group') return undefined
  const name = node.title['zh-CN'].replace(/(名单|名册|列表|情况|信息)$/, '')
  if (!name) return undefined
  return {
    title: { 'zh-CN': `每一项叫“${name}”`, en: 'Call one item as the group' },
    apply: () => changeField(form, node.id, { node: { itemTitle: { ...node.title, 'zh-CN': name } } }),
  }
}

const removal: Fix = (form, { node }) => ({
  title: { 'zh-CN': '删去这个分区', en: 'Remove this section' },
  apply: () => removeNode(form, node.id),
})

/** Every second of two equal names gets a number behind it. */
const sameTitle: Fix = (form, { node, group, sections }) => {
  if (node.kind !== 'field' && node.kind !== 'group') return undefined
  const title = numbered(node.title, titlesBeside(form, group?.id ?? sections.at(-1)))
  return {
    title: { 'zh-CN': `改名为“${title['zh-CN']}”`, en: `Rename to "${title['zh-CN']}"` },
    apply: () => changeField(form, node.id, { node: { title } }),
  }
}

function numbered(title: LocalizedText, taken: ReadonlySet<string>): LocalizedText {
  for (let number = 2; ; number += 1) {
    if (taken.has(`${title['zh-CN']} ${number}`)) continue
    return { ...title, 'zh-CN': `${title['zh-CN']} ${number}`, ...(title.en && { en: `${title.en} ${number}` }) }
  }
}

function titlesBeside(form: FormDefinition, parent: string | undefined): ReadonlySet<string> {
  const owner = placedNodes(form).find(({ node }) => node.id === parent)?.node
  const siblings: readonly LayoutNode[] = owner && 'children' in owner ? owner.children : form.layout
  return new Set(siblings.flatMap((node) => (node.kind === 'text' ? [] : [node.title['zh-CN']])))
}

const fixes = {
  'missing-sensitivity': sensitivity,
  'sensitivity-too-low': sensitivity,
  'item-title': itemTitle,
  'empty-section': removal,
  'same-title': sameTitle,
} satisfies Record<string, Fix>
