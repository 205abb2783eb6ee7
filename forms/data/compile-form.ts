import { type Constants, type FeelExpression, FeelSyntaxError, parseExpression, withConstants } from '#feel'
import { expandForm, type FormLibrary } from '../definition/expand-form.ts'
import type {
  Answers,
  CodeList,
  FieldNode,
  FormDefinition,
  GroupNode,
  LayoutNode,
  PropertySchema,
  Rule,
  Widget,
} from '../definition/form-definition.ts'
import { fieldSchema, groupFields, itemSchema, placedNodes, widgetOf } from '../definition/form-nodes.ts'
import { type Choice, choicesOf } from './choices.ts'
import { dependencyOrder } from './dependency-order.ts'

export interface CompiledRule {
  readonly rule: Rule
  readonly expression: FeelExpression
  /** The names it reads, and the properties (or `case`) they stand for. */
  readonly reads: readonly (readonly [name: string, stands: string])[]
}

/** What a node's rules say, by kind. */
export interface NodeRules {
  readonly visible?: CompiledRule
  readonly required?: CompiledRule
  readonly readonly?: CompiledRule
  readonly value?: CompiledRule
  readonly options?: CompiledRule
  readonly checks: readonly CompiledRule[]
}

interface CompiledBase {
  readonly id: string
  readonly rules: NodeRules
  /** The sections around it, outermost first. */
  readonly sections: readonly CompiledPart[]
}

/** A section, or words to read. */
export interface CompiledPart extends CompiledBase {
  readonly kind: 'section' | 'text'
  readonly node: LayoutNode
}

export interface CompiledField extends CompiledBase {
  readonly kind: 'field'
  readonly node: FieldNode
  readonly property: string
  readonly schema: PropertySchema
  readonly widget: Widget
  /** Demanded by the schema. */
  readonly required: boolean
  readonly choices?: readonly Choice[]
  readonly prefill?: FeelExpression
}

export interface CompiledGroup extends CompiledBase {
  readonly kind: 'group'
  readonly node: GroupNode
  readonly property: string
  readonly schema: PropertySchema
  readonly required: boolean
  readonly fields: readonly CompiledField[]
  /** The same fields, each after those its rules read. */
  readonly order: readonly CompiledField[]
  /** Names of the form that decide what the items' answers are. */
  readonly readsOutside: readonly string[]
  readonly prefill?: FeelExpression
}

export type CompiledNode = CompiledPart | CompiledField | CompiledGroup

/** A form made ready: expressions parsed, choices looked up, rules in the order they depend on each other. Make it once, use it often. */
export interface CompiledForm {
  readonly form: FormDefinition
  readonly nodes: readonly CompiledNode[]
  /** Fields and groups of the form itself, each after those its rules read. */
  readonly order: readonly (CompiledField | CompiledGroup)[]
  readonly byProperty: ReadonlyMap<string, CompiledField | CompiledGroup>
}

/** The form cannot be used: `checkForm` would have said so. */
export class FormNotUsableError extends Error {
  readonly code = 'form-not-usable'
  /** The fields and groups whose rules depend on each other, where that is the reason. */
  readonly circle: readonly (FieldNode | GroupNode)[]

  constructor(message: string, circle: readonly (FieldNode | GroupNode)[] = []) {
    super(message)
    this.circle = circle
  }
}

/** What a form refers to. */
export interface FormSurroundings {
  readonly codeLists: Readonly<Record<string, CodeList>> | readonly CodeList[]
  /** The forms it may use, by id. */
  readonly forms?: FormLibrary
  /** What regions set; expressions read `settings.NAME`. Those that come with the form where left out. */
  readonly settings?: Answers
}

/**
 * @throws {FormNotUsableError} when a form it uses is not there, a rule is no FEEL, or rules depend on each other in a
 * circle.
 */
export function compileForm(source: FormDefinition, { codeLists, forms, settings }: FormSurroundings): CompiledForm {
  const { form, findings } = expandForm(source, forms)
  if (findings[0]) throw new FormNotUsableError(findings[0].message.en ?? findings[0].message['zh-CN'])
  const lists = Array.isArray(codeLists)
    ? new Map(codeLists.map((list: CodeList) => [list.id, list]))
    : new Map(Object.entries(codeLists))
  const rules = Map.groupBy(form.rules ?? [], (rule) => rule.target)
  const constants = { settings: settings ?? source.settings ?? {} }
  const compiled = new Map<string, CompiledNode>()

  const field = (node: FieldNode, sections: readonly CompiledPart[], group?: GroupNode): CompiledField => {
    const schema = fieldSchema(form, node, group)
    const required = group ? itemSchema(form.schema.properties[group.property]).required : (form.schema.required ?? [])
    return {
      kind: 'field',
      id: node.id,
      node,
      sections,
      property: node.property,
      schema,
      widget: widgetOf(node, schema),
      required: required.includes(node.property),
      choices: choicesOf(node, schema, lists),
      prefill: node.prefill === undefined ? undefined : parsed(node.prefill, node.id, constants),
      rules: compiledRules(rules.get(node.id) ?? [], constants),
    }
  }

  for (const { node, sections, group } of placedNodes(form)) {
    if (group) continue
    const around = sections
      .flatMap((id) => compiled.get(id) ?? [])
      .filter((entry): entry is CompiledPart => entry.kind === 'section')
    if (node.kind === 'field') compiled.set(node.id, field(node, around))
    else if (node.kind === 'group') {
      const fields = groupFields(node).map((child) => field(child, [], node))
      compiled.set(node.id, {
        kind: 'group',
        id: node.id,
        node,
        sections: around,
        property: node.property,
        schema: fieldSchema(form, node),
        required: form.schema.required?.includes(node.property) ?? false,
        fields,
        order: ordered(fields),
        readsOutside: namesOutside(fields),
        prefill: node.prefill === undefined ? undefined : parsed(node.prefill, node.id, constants),
        rules: compiledRules(rules.get(node.id) ?? [], constants),
      })
    } else if (node.kind !== 'use')
      compiled.set(node.id, {
        kind: node.kind,
        id: node.id,
        node,
        sections: around,
        rules: compiledRules(rules.get(node.id) ?? [], constants),
      })
  }

  const nodes = [...compiled.values()]
  const answered = nodes.filter((node) => node.kind === 'field' || node.kind === 'group')
  return { form, nodes, order: ordered(answered), byProperty: new Map(answered.map((node) => [node.property, node])) }
}

/** The names that decide what a field's or group's answer is: whether it is shown or locked, and what it is computed from. */
function namesDeciding(node: CompiledField | CompiledGroup): ReadonlySet<string> {
  const own = [...node.sections, node].flatMap(({ rules }) => [rules.visible, rules.readonly, rules.value])
  const names = new Set(own.flatMap((rule) => rule?.reads.map(([, stands]) => stands) ?? []))
  if (node.kind === 'field') return names
  return new Set([...names, ...node.readsOutside])
}

function namesOutside(fields: readonly CompiledField[]): readonly string[] {
  const inside = new Set(fields.map((field) => field.property))
  const read = new Set(fields.flatMap((field) => [...namesDeciding(field)]))
  return [...read].filter((name) => !inside.has(name))
}

function ordered<T extends CompiledField | CompiledGroup>(nodes: readonly T[]): readonly T[] {
  const byProperty = new Map(nodes.map((node) => [node.property, node]))
  const { order, circle } = dependencyOrder(nodes, (node) =>
    [...namesDeciding(node)].flatMap((name) => byProperty.get(name) ?? []),
  )
  if (circle.length === 0) return order
  const path = circle.map((node) => node.property).join(' → ')
  throw new FormNotUsableError(
    `Rules depend on each other in a circle: ${path}. Change one of them.`,
    circle.map(({ node }) => node),
  )
}

function compiledRules(rules: readonly Rule[], constants: Constants): NodeRules {
  const last = (kind: Rule['kind']) => {
    const rule = rules.findLast((candidate) => candidate.kind === kind)
    return rule && compiledRule(rule, constants)
  }
  return {
    visible: last('visible'),
    required: last('required'),
    readonly: last('readonly'),
    value: last('value'),
    options: last('options'),
    checks: rules.filter((rule) => rule.kind === 'check').map((rule) => compiledRule(rule, constants)),
  }
}

function compiledRule(rule: Rule, constants: Constants): CompiledRule {
  const expression = parsed(rule.expression, rule.id, constants)
  return { rule, expression, reads: expression.names.map((name) => [name, standsFor(rule, name)]) }
}

/** The property a name in a rule's expression stands for. */
function standsFor({ names = {} }: Rule, name: string): string {
  return Object.hasOwn(names, name) ? names[name]! : name
}

function parsed(source: string, owner: string, constants: Constants): FeelExpression {
  try {
    return withConstants(parseExpression(source), constants)
  } catch (error) {
    if (!(error instanceof FeelSyntaxError)) throw error
    throw new FormNotUsableError(`"${owner}" holds an expression that cannot be read (${error.message}): ${source}`)
  }
}
