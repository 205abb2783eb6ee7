import {
  type Constants,
  type FeelExpression,
  FeelSyntaxError,
  parseExpression,
  type WorkingCalendar,
  withConstants,
} from '#feel'
import { expandForm, type FormLibrary } from '../definition/expand-form.ts'
import type { Answers, CodeList, FieldNode, FormDefinition, GroupNode, Rule } from '../definition/form-definition.ts'
import { fieldSchema, groupFields, itemSchema, placedNodes, widgetOf } from '../definition/form-nodes.ts'
import { choicesOf } from './choices.ts'
import {
  type CompiledField,
  type CompiledForm,
  type CompiledGroup,
  type CompiledNode,
  type CompiledPart,
  type CompiledRule,
  FormNotUsableError,
  type NodeRules,
  type Read,
} from './compiled-form.ts'
import { dependencyOrder } from './dependency-order.ts'
import { formFunctionNames, isFormFunction } from './form-functions.ts'

export * from './compiled-form.ts'

/** What a form refers to. */
export interface FormSurroundings {
  readonly codeLists: Readonly<Record<string, CodeList>> | readonly CodeList[]
  /** The forms it may use, by id. */
  readonly forms?: FormLibrary
  /** What regions set; expressions read `settings.NAME`. Those that come with the form where left out. */
  readonly settings?: Answers
  /** The region's working days; null where there are none, those that come with the form where left out. */
  readonly calendar?: WorkingCalendar | null
}

/**
 * @throws {FormNotUsableError} when a form it uses is not there, a rule is no FEEL, or rules depend on each other in a
 * circle.
 */
export function compileForm(source: FormDefinition, surroundings: FormSurroundings): CompiledForm {
  const { codeLists, forms, settings } = surroundings
  const { form, findings } = expandForm(source, forms)
  if (findings[0]) throw new FormNotUsableError(findings[0].message.en ?? '', [], findings[0].message)
  const lists = Array.isArray(codeLists)
    ? new Map(codeLists.map((list: CodeList) => [list.id, list]))
    : new Map(Object.entries(codeLists))
  const rules = Map.groupBy(form.rules ?? [], (rule) => rule.target)
  const placed = placedNodes(form)
  const properties = new Set(placed.flatMap(({ node, group }) => (!group && 'property' in node ? [node.property] : [])))
  const compiled = new Map<string, CompiledNode>()
  const calendar = surroundings.calendar === undefined ? source.calendar : surroundings.calendar
  const known: Known = { constants: { settings: settings ?? source.settings ?? {} }, calendar: calendar ?? undefined }
  const ofForm = ruleReader(known, properties)

  const field = (
    node: FieldNode,
    index: number,
    sections: readonly CompiledPart[],
    read: RuleReader,
    group?: GroupNode,
  ): CompiledField => {
    if (node.property in Object.prototype) throw takenName(node.property)
    const schema = fieldSchema(form, node, group)
    const own = read.rules(rules.get(node.id) ?? [])
    const required = group ? itemSchema(form.schema.properties[group.property]).required : (form.schema.required ?? [])
    return {
      kind: 'field',
      id: node.id,
      index,
      node,
      sections,
      ...around(sections, own),
      property: node.property,
      schema,
      widget: widgetOf(node, schema),
      required: required.includes(node.property),
      choices: choicesOf(node, schema, lists),
      within: node.within === undefined ? undefined : read.nameRead(node.within),
      prefill: node.prefill === undefined ? undefined : parsed(node.prefill, node.id, known),
      rules: own,
    }
  }

  const compiledGroup = (node: GroupNode, index: number, sections: readonly CompiledPart[]): CompiledGroup => {
    if (node.property in Object.prototype) throw takenName(node.property)
    const ofItem = ruleReader(known, properties, new Set(groupFields(node).map(({ property }) => property)))
    const own = ofForm.rules(rules.get(node.id) ?? [])
    const fields = groupFields(node).map((child, at) => field(child, at, [], ofItem, node))
    return {
      kind: 'group',
      id: node.id,
      index,
      node,
      sections,
      ...around(sections, own),
      property: node.property,
      schema: fieldSchema(form, node),
      required: form.schema.required?.includes(node.property) ?? false,
      fields,
      byProperty: new Map(fields.map((child) => [child.property, child])),
      order: ordered(fields),
      outside: outsideReads(fields),
      readsOutside: namesOutside(fields),
      slots: ofItem.slots(),
      keyed: fields.some((child) => child.rules.readonly),
      prefill: node.prefill === undefined ? undefined : parsed(node.prefill, node.id, known),
      rules: own,
    }
  }

  for (const { node, sections, group } of placed) {
    if (group || node.kind === 'use') continue
    const inside = sections
      .flatMap((id) => compiled.get(id) ?? [])
      .filter((entry): entry is CompiledPart => entry.kind === 'section')
    const index = compiled.size
    if (node.kind === 'field') compiled.set(node.id, field(node, index, inside, ofForm))
    else if (node.kind === 'group') compiled.set(node.id, compiledGroup(node, index, inside))
    else {
      const { kind, id } = node
      const own = ofForm.rules(rules.get(id) ?? [])
      compiled.set(id, { kind, id, index, node, sections: inside, ...around(inside, own), rules: own })
    }
  }

  const nodes = [...compiled.values()]
  const answered = nodes.filter((node) => node.kind === 'field' || node.kind === 'group')
  const byId = new Map<string, { node: CompiledNode; group?: CompiledGroup }>()
  for (const node of nodes) {
    byId.set(node.id, { node })
    if (node.kind === 'group') for (const child of node.fields) byId.set(child.id, { node: child, group: node })
  }
  return {
    form,
    codeLists: [...lists.values()],
    nodes,
    order: ordered(answered),
    byProperty: new Map(answered.map((node) => [node.property, node])),
    byId,
    slots: ofForm.slots(),
  }
}

function around(sections: readonly CompiledPart[], own: NodeRules) {
  return {
    shownBy: [...sections.map(({ rules }) => rules.visible), own.visible].filter((rule) => rule !== undefined),
    lockedBy: sections.map(({ rules }) => rules.readonly).filter((rule) => rule !== undefined),
    states: { plain: [], offering: new WeakMap() },
  } satisfies Pick<CompiledPart, 'shownBy' | 'lockedBy' | 'states'>
}

/** The reads that decide what a field's or group's answer is: whether it is shown or locked, and what it is computed from. */
function deciding(node: CompiledField | CompiledGroup): readonly Read[] {
  return [...node.sections, node].flatMap(({ rules }) =>
    [rules.visible, rules.readonly, rules.value].flatMap((rule) => rule?.reads ?? []),
  )
}

function namesDeciding(node: CompiledField | CompiledGroup): ReadonlySet<string> {
  const names = deciding(node).map(({ property }) => property)
  return new Set(node.kind === 'field' ? names : [...names, ...node.readsOutside])
}

function namesOutside(fields: readonly CompiledField[]): readonly string[] {
  const outside = fields.flatMap(deciding).filter(({ from }) => from === 'form')
  return [...new Set(outside.map(({ property }) => property))]
}

function outsideReads(fields: readonly CompiledField[]): readonly Read[] {
  const all = fields.flatMap(({ rules, within }) => [
    ...[rules.visible, rules.required, rules.readonly, rules.value, rules.options].flatMap((rule) => rule?.reads ?? []),
    ...(within ? [within] : []),
  ])
  return [
    ...new Map(
      all.filter(({ from }) => from === 'form' || from === 'case').map((read) => [read.property, read]),
    ).values(),
  ]
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
    {
      'zh-CN': `规则互相依赖成环：${circle.map(({ node }) => node.title['zh-CN']).join(' → ')}。请修改其中一条。`,
      en: `Rules depend on each other in a circle: ${path}. Change one of them.`,
    },
  )
}

/** What expressions are read with. */
interface Known {
  readonly constants: Constants
  readonly calendar: WorkingCalendar | undefined
}

interface RuleReader {
  readonly rules: (rules: readonly Rule[]) => NodeRules
  readonly nameRead: (property: string) => Read | undefined
  readonly slots: () => number
}

/** Reads rules in one place: of the form, or of a group's items, whose names stand in front. */
function ruleReader(known: Known, form: ReadonlySet<string>, item: ReadonlySet<string> = new Set()): RuleReader {
  const slots = new Map<string, number>()

  const nameRead = (property: string, name = property): Read | undefined => {
    if (item.has(property)) return { name, property, from: 'item' }
    if (form.has(property)) return { name, property, from: 'form' }
    if (property === 'case') return { name, property, from: 'case' }
    return isFormFunction(property) ? { name, property, from: 'function' } : undefined
  }

  const compiled = (rule: Rule): CompiledRule => {
    const expression = parsed(rule.expression, rule.id, known)
    const reads = expression.names.flatMap((name) => nameRead(standsFor(rule, name), name) ?? [])
    const says = JSON.stringify([rule.expression, reads.map(({ property }) => property)])
    const slot = slots.get(says) ?? slots.size
    slots.set(says, slot)
    return { rule, expression, reads, slot }
  }

  return {
    nameRead,
    slots: () => slots.size,
    rules: (rules) => {
      const last = (kind: Rule['kind']) => {
        const rule = rules.findLast((candidate) => candidate.kind === kind)
        return rule && compiled(rule)
      }
      return {
        visible: last('visible'),
        required: last('required'),
        readonly: last('readonly'),
        value: last('value'),
        options: last('options'),
        checks: rules.filter((rule) => rule.kind === 'check').map(compiled),
      }
    },
  }
}

function takenName(property: string): FormNotUsableError {
  return new FormNotUsableError(`An answer cannot be called ${property}.`, [], {
    'zh-CN': `变量名不能是“${property}”，请改名。`,
    en: `An answer cannot be called "${property}". Rename it.`,
  })
}

/** The property a name in a rule's expression stands for. */
export function standsFor({ names = {} }: Rule, name: string): string {
  return Object.hasOwn(names, name) ? names[name]! : name
}

function parsed(source: string, owner: string, { constants, calendar }: Known): FeelExpression {
  try {
    return withConstants(parseExpression(source, formFunctionNames, calendar), constants)
  } catch (error) {
    if (!(error instanceof FeelSyntaxError)) throw error
    throw new FormNotUsableError(
      `"${owner}" holds an expression that cannot be read (${error.message}): ${source}`,
      [],
      { 'zh-CN': `“${owner}”的表达式有误：${source}`, en: `The expression of "${owner}" cannot be read: ${source}` },
    )
  }
}
