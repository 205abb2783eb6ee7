import type { LocalizedText } from '#findings'
import type { CodeList, FieldNode, FormDefinition, GroupNode, Rule } from '../form-definition.ts'
import { fieldSchema, groupFields, placedNodes, widgetOf } from '../form-nodes.ts'

/** What is behind a name in an expression. */
export interface Named {
  readonly title: LocalizedText
  /** Titles of the values it may have, where the form lists them. */
  readonly values: ReadonlyMap<string, LocalizedText>
  readonly isYesNo: boolean
  readonly isDate: boolean
  /** Of a repeated group: what its items' names are. */
  readonly items?: ReadonlyMap<string, Named>
}

export type Names = ReadonlyMap<string, Named>

/** Every name that a rule of the form may read, the item's own in front. */
export function namesIn(form: FormDefinition, rule: Rule, lists: readonly CodeList[] = []): Names {
  const placed = placedNodes(form)
  const { group } = placed.find(({ node }) => node.id === rule.target) ?? {}
  const known = new Map<string, Named>()
  for (const { node, group: inside } of placed) {
    if (inside) continue
    if (node.kind === 'field') known.set(node.property, named(form, node, lists))
    if (node.kind === 'group') known.set(node.property, { ...plain(node.title), items: itemNames(form, node, lists) })
  }
  if (group) for (const [name, field] of itemNames(form, group, lists)) known.set(name, field)
  for (const [name, stands] of Object.entries(rule.names ?? {})) {
    const meant = known.get(stands)
    if (meant) known.set(name, meant)
  }
  return known
}

function itemNames(form: FormDefinition, group: GroupNode, lists: readonly CodeList[]): Names {
  return new Map(groupFields(group).map((field) => [field.property, named(form, field, lists, group)]))
}

function named(form: FormDefinition, field: FieldNode, lists: readonly CodeList[], group?: GroupNode): Named {
  const widget = widgetOf(field, fieldSchema(form, field, group))
  return {
    title: field.title,
    values: valuesOf(field, lists),
    isYesNo: widget === 'yes-no',
    isDate: widget === 'date',
  }
}

function valuesOf({ codeList, options = [] }: FieldNode, lists: readonly CodeList[]): Named['values'] {
  const list = lists.find(({ id }) => id === codeList)
  return list ? titlesOfCodes(list) : new Map(options.map(({ value, title }) => [value, title]))
}

const titles = new WeakMap<CodeList, Named['values']>()

/** Lists are long and read by many rules. */
function titlesOfCodes(list: CodeList): Named['values'] {
  const known = titles.get(list) ?? new Map(list.codes.map(({ code, title }) => [code, title]))
  titles.set(list, known)
  return known
}

function plain(title: LocalizedText): Named {
  return { title, values: new Map(), isYesNo: false, isDate: false }
}
