import type {
  FieldNode,
  FormDefinition,
  GroupNode,
  LayoutNode,
  PropertySchema,
  Reasons,
  Rule,
  UseNode,
} from './form-definition.ts'
import { groupFields, placedNodes } from './form-nodes.ts'
import { isObject } from './shape.ts'

/** A form under the names it has where another uses it. */
export interface Renamed {
  readonly layout: readonly LayoutNode[]
  readonly properties: Readonly<Record<string, PropertySchema>>
  readonly required: readonly string[]
  readonly $defs: Readonly<Record<string, PropertySchema>>
  readonly rules: readonly Rule[]
  readonly reasons: Reasons
  readonly columns?: number
}

/** `part` has no `use` nodes any more. */
export function partAt(part: FormDefinition, use: UseNode): Renamed {
  const id = (inner: string) => `${use.id}.${inner}`
  const property = (name: string) => prefixed(use.prefix, name)
  const schema = (value: PropertySchema): PropertySchema => referring(value, use.id) as PropertySchema
  const placed = new Map(placedNodes(part).map((each) => [each.node.id, each]))
  const tops = new Set(
    [...placed.values()].flatMap(({ node, group }) => (!group && 'property' in node ? [node.property] : [])),
  )

  const field = (node: FieldNode, named: (name: string) => string): FieldNode => ({
    ...node,
    id: id(node.id),
    property: named(node.property),
    ...(node.within !== undefined && { within: named(node.within) }),
  })
  const rename = (node: LayoutNode): LayoutNode => {
    if (node.kind === 'section') return { ...node, id: id(node.id), children: node.children.map(rename) }
    if (node.kind === 'field') return field(node, property)
    if (node.kind !== 'group') return { ...node, id: id(node.id) }
    return renamedGroup(node, id(node.id), property, (child, names) => field(child, names))
  }

  return {
    layout: part.layout.map(rename),
    properties: Object.fromEntries(
      Object.entries(part.schema.properties).map(([name, value]) => [property(name), schema(value)]),
    ),
    required: (part.schema.required ?? []).map(property),
    $defs: Object.fromEntries(
      Object.entries(part.schema.$defs ?? {}).map(([name, value]) => [id(name), schema(value)]),
    ),
    rules: (part.rules ?? []).map((rule) => renamedRule(rule, placed.get(rule.target)?.group, tops, id, property)),
    reasons: reasonsOver(use, part),
    ...(part.columns !== undefined && { columns: part.columns }),
  }
}

function renamedGroup(
  group: GroupNode,
  id: string,
  property: (name: string) => string,
  field: (child: FieldNode, named: (name: string) => string) => FieldNode,
): GroupNode {
  const inside = new Set(groupFields(group).map((child) => child.property))
  const children = groupFields(group).map((child) => ({
    ...field(child, (name) => (inside.has(name) ? name : property(name))),
    property: child.property,
  }))
  return { ...group, id, property: property(group.property), children }
}

/** The expression stays as it was written; `names` say what its names stand for here. */
function renamedRule(
  rule: Rule,
  group: GroupNode | undefined,
  tops: ReadonlySet<string>,
  id: (inner: string) => string,
  property: (name: string) => string,
): Rule {
  const inside = new Set(group ? groupFields(group).map((child) => child.property) : [])
  const said = new Set(rule.expression.match(/[\p{L}_][\p{L}\p{N}_]*/gu))
  const own = Object.fromEntries(
    [...said].filter((name) => tops.has(name) && !inside.has(name)).map((name) => [name, name]),
  )
  const names = Object.entries({ ...own, ...rule.names })
    .map(([name, stands]) => [name, inside.has(stands) ? stands : property(stands)] as const)
    .filter(([name, stands]) => name !== stands)
  return {
    ...rule,
    id: id(rule.id),
    target: id(rule.target),
    ...(names.length > 0 && { names: Object.fromEntries(names) }),
  }
}

/** `owner` and `name` make `ownerName`. */
export function prefixed(prefix: string | undefined, name: string): string {
  return prefix === undefined ? name : `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

/** The node with reasons that hold for what is in it where it gives none itself. */
export function reasoned<T extends LayoutNode>(node: T, reasons: Reasons): T {
  return node.kind === 'text' ? node : { ...reasons, ...node }
}

/** The fields of a layout without its sections, and what cannot be a field. */
export function fieldsOf(layout: readonly LayoutNode[]): {
  readonly fields: readonly FieldNode[]
  readonly others: readonly LayoutNode[]
} {
  const inner = layout.map((node) => {
    if (node.kind === 'field') return { fields: [node], others: [] }
    if (node.kind === 'text') return { fields: [], others: [] }
    if (node.kind !== 'section') return { fields: [], others: [node] }
    const { fields, others } = fieldsOf(node.children)
    return { fields: fields.map((field) => reasoned(field, reasonsOver(node))), others }
  })
  return { fields: inner.flatMap(({ fields }) => fields), others: inner.flatMap(({ others }) => others) }
}

function reasonsOver(...owners: readonly Reasons[]): Reasons {
  const purpose = owners.find((owner) => owner.purpose)?.purpose
  const legalBasis = owners.find((owner) => owner.legalBasis)?.legalBasis
  return { ...(purpose && { purpose }), ...(legalBasis && { legalBasis }) }
}

/** A schema whose references lead to the definitions under their new names. */
function referring(value: unknown, use: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => referring(entry, use))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([keyword, entry]) => [
      keyword,
      keyword === '$ref' && typeof entry === 'string'
        ? entry.replace('#/$defs/', `#/$defs/${use}.`)
        : referring(entry, use),
    ]),
  )
}
