import {
  blankField,
  changeField,
  type FieldNode,
  type FormDefinition,
  freshProperty,
  type GroupNode,
  itemSchema,
  type LayoutNode,
  type NewNode,
  type NodeKind,
  nodeKinds,
  type Option,
  type PropertySchema,
  placedNodes,
  type Rule,
  removeRule,
  setRule,
} from '#forms'

const arrangements: readonly NodeKind[] = ['group', 'table', 'section', 'use', 'words']

/** Kinds that ask one question, and so may be exchanged for each other. */
export type QuestionKind = Exclude<NodeKind, 'group' | 'table' | 'section' | 'use' | 'words'>

export const questionKinds = nodeKinds.filter((kind): kind is QuestionKind => !arrangements.includes(kind))

/** A new permanent id. Random, so that of a removed node never comes back for another. */
export function newId(kind: string): string {
  return `${kind}-${crypto.randomUUID().slice(0, 8)}`
}

/** A blank node, ready to be added. `codeList` is the list a code list field begins with. */
export function newNode(form: FormDefinition, kind: NodeKind, codeList: string | undefined): NewNode {
  const blank = blankField(kind, { id: newId(kind), property: freshProperty(camel(kind), form) })
  return kind === 'code-list' ? { ...blank, node: { ...(blank.node as FieldNode), codeList } } : blank
}

/** Asks the same question in another way: what the old way alone needed goes, options and list stay where they fit. */
export function changeKind(
  form: FormDefinition,
  field: FieldNode,
  kind: QuestionKind,
  codeList: string | undefined,
): FormDefinition {
  const { node, schema } = newNode(form, kind, field.codeList ?? codeList)
  const blank = node as FieldNode
  const options = blank.options && (field.options ?? freshOptions(blank.options))
  const { widget } = blank
  return changeField(form, field.id, {
    node: { widget, options, codeList: blank.codeList, accept: undefined, maxBytes: undefined },
    schema,
  })
}

/** Changes what a node uses of another form; `undefined` takes a member away. */
export function changeUse(
  form: FormDefinition,
  id: string,
  changes: { readonly form?: string; readonly prefix?: string | undefined },
): FormDefinition {
  const changed = (node: LayoutNode): LayoutNode => {
    if (node.id === id && node.kind === 'use') {
      const members = Object.entries({ ...node, ...changes }).filter(([, value]) => value !== undefined)
      return Object.fromEntries(members) as unknown as LayoutNode
    }
    if (node.kind === 'section') return { ...node, children: node.children.map(changed) }
    if (node.kind === 'group')
      return {
        ...node,
        children: node.children.map(changed).filter((child) => child.kind === 'field' || child.kind === 'use'),
      }
    return node
  }
  return { ...form, layout: form.layout.map(changed) }
}

/** Blank options of its own for a field that had none. */
export function blankOptions(): readonly Option[] {
  const { node } = blankField('choice', { id: newId('choice'), property: 'choice' })
  return freshOptions((node as FieldNode).options ?? [])
}

/** Changes members of an answer's schema; `undefined` takes one away. */
export function changeSchema(form: FormDefinition, id: string, changes: PropertySchema): FormDefinition {
  const members = Object.entries({ ...answerOf(form, id).schema, ...changes })
  return changeField(form, id, { schema: Object.fromEntries(members.filter(([, value]) => value !== undefined)) })
}

/** Sets the one rule of a kind about a node; an empty expression takes it away. */
export function setExpression(form: FormDefinition, target: string, kind: Rule['kind'], expression: string) {
  const there = ruleOf(form, target, kind)
  if (expression === '') return there ? removeRule(form, there.id) : form
  return setRule(form, { ...(there ?? { id: newId('rule'), target, kind }), expression })
}

export function ruleOf(form: FormDefinition, target: string, kind: Rule['kind']): Rule | undefined {
  return form.rules?.find((rule) => rule.target === target && rule.kind === kind)
}

export interface AnswerOf {
  /** As it is written, references included. */
  readonly schema: PropertySchema
  readonly required: boolean
  /** Names of the answers beside it: of its group's items, or of the form. */
  readonly beside: readonly string[]
}

/** What the schema says of a node's answer. */
export function answerOf(form: FormDefinition, id: string): AnswerOf {
  const placed = placedNodes(form).find(({ node }) => node.id === id)
  const { properties, required = [] } = levelOf(form, placed?.group)
  const property = placed && asksFor(placed.node)
  return {
    schema: (property !== undefined && Object.hasOwn(properties, property) && properties[property]) || {},
    required: property !== undefined && required.includes(property),
    beside: Object.keys(properties),
  }
}

function levelOf(form: FormDefinition, group: GroupNode | undefined) {
  return group ? itemSchema(form.schema.properties[group.property]) : form.schema
}

function asksFor(node: LayoutNode): string | undefined {
  return 'property' in node ? node.property : undefined
}

function freshOptions(options: readonly Option[]): readonly Option[] {
  return options.map((option) => ({ ...option, id: newId('option') }))
}

/** `long-text` as a name: `longText`. */
function camel(kind: string): string {
  return kind.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}
