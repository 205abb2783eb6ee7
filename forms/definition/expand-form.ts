import { type Finding, nearest } from '#findings'
import { removeNode } from './edit/edit-form.ts'
import type { FormDefinition, LayoutNode, PropertySchema, UseNode } from './form-definition.ts'
import { finding } from './form-finding.ts'
import { placedNodes } from './form-nodes.ts'
import { fieldsOf, partAt, type Renamed, reasoned } from './rename-part.ts'
import { isObject } from './shape.ts'

/** Forms by id: a release's, or an administrator's draft of them. */
export type FormLibrary = Readonly<Record<string, FormDefinition>>

export interface Expanded {
  /** Without `use` nodes; the same object where there was none. What could not be found is left out. */
  readonly form: FormDefinition
  readonly findings: readonly Finding[]
}

const maximumDepth = 6
const maximumNodes = 5_000

/**
 * The form with what it uses of others in its place: nodes, schemas and rules. Ids and properties are prefixed as
 * `UseNode` says, so that they stay the same for as long as the `use` node and the node in the other form do.
 */
export function expandForm(form: FormDefinition, forms: FormLibrary = {}): Expanded {
  return expanded(form, forms, [form.id], new Map())
}

/** Where a form uses others. */
export function usesOf(form: FormDefinition): readonly UseNode[] {
  return placedNodes(form).flatMap(({ node }) => (node.kind === 'use' ? [node] : []))
}

/** `made` keeps what forms of the library became: however often one is used, it is expanded once. */
function expanded(
  form: FormDefinition,
  forms: FormLibrary,
  path: readonly string[],
  made: Map<string, Expanded>,
): Expanded {
  const uses = usesOf(form)
  if (uses.length === 0) return { form, findings: [] }
  const findings: Finding[] = []
  const parts = new Map<string, Renamed>()
  let nodes = 0
  for (const use of uses) {
    const { part, finding: found } = partOf(use, forms, path, made)
    if (found) findings.push(...found)
    if (!part) continue
    nodes += placedNodes(part).length
    if (nodes > maximumNodes) {
      findings.push(tooMany(use))
      break
    }
    parts.set(use.id, partAt(part, use))
  }
  const { layout, properties, required } = placed(form, parts, findings)
  const rules = [...(form.rules ?? []), ...[...parts.values()].flatMap((part) => part.rules)]
  const definitions = Object.assign({}, form.schema.$defs, ...[...parts.values()].map(({ $defs }) => $defs))
  return {
    form: {
      ...form,
      schema: {
        ...form.schema,
        properties,
        ...(required.length > 0 && { required }),
        ...(Object.keys(definitions).length > 0 && { $defs: definitions }),
      },
      layout,
      ...(rules.length > 0 && { rules }),
    },
    findings,
  }
}

function partOf(
  use: UseNode,
  forms: FormLibrary,
  path: readonly string[],
  made: Map<string, Expanded>,
): { readonly part?: FormDefinition; readonly finding?: readonly Finding[] } {
  const found = Object.hasOwn(forms, use.form) ? forms[use.form] : undefined
  if (!found) return { finding: [unknownForm(use, Object.keys(forms))] }
  if (path.includes(use.form) || path.length > maximumDepth) return { finding: [circle(use, [...path, use.form])] }
  const known = made.get(use.form) ?? expanded(found, forms, [...path, use.form], made)
  made.set(use.form, known)
  const { form, findings } = known
  const ids = new Set(placedNodes(form).map(({ node }) => node.id))
  const omitted = use.omit ?? []
  const part = omitted.reduce(
    (rest, id) => (placedNodes(rest).some(({ node }) => node.id === id) ? removeNode(rest, id) : rest),
    form,
  )
  const missing = omitted.filter((id) => !ids.has(id)).map((id) => unknownOmitted(use, id, [...ids]))
  return { part, finding: [...findings.slice(0, 3).map((each) => ({ ...each, node: use.id })), ...missing] }
}

function placed(form: FormDefinition, parts: ReadonlyMap<string, Renamed>, findings: Finding[]) {
  const properties: Record<string, PropertySchema> = { ...form.schema.properties }
  const required = [...(form.schema.required ?? [])]
  const add = (into: Record<string, PropertySchema>, use: UseNode, part: Renamed) => {
    for (const [name, schema] of Object.entries(part.properties))
      if (Object.hasOwn(into, name)) findings.push(nameTaken(use, name))
      else into[name] = schema
  }

  const place = (node: LayoutNode): readonly LayoutNode[] => {
    if (node.kind === 'section') return [{ ...node, children: node.children.flatMap(place) }]
    if (node.kind === 'group') return [{ ...node, children: node.children.flatMap((child) => inGroup(node, child)) }]
    if (node.kind !== 'use') return [node]
    const part = parts.get(node.id)
    if (!part) return []
    add(properties, node, part)
    required.push(...part.required)
    if (node.asSection === false) return part.layout.map((child) => reasoned(child, part.reasons))
    const { id, title, help } = node
    return [
      {
        kind: 'section',
        id,
        title,
        ...(help && { help }),
        ...(part.columns && { columns: part.columns }),
        ...part.reasons,
        children: part.layout,
      },
    ]
  }

  const inGroup = (group: LayoutNode & { kind: 'group' }, child: (typeof group.children)[number]) => {
    if (child.kind === 'field') return [child]
    const part = parts.get(child.id)
    if (!part) return []
    const items = properties[group.property]?.items
    const inner: Record<string, PropertySchema> = {
      ...(isObject(items) ? (items.properties as Record<string, PropertySchema>) : {}),
    }
    add(inner, child, part)
    const demanded = isObject(items) && Array.isArray(items.required) ? items.required : []
    properties[group.property] = {
      ...properties[group.property],
      items: { ...(isObject(items) && items), properties: inner, required: [...demanded, ...part.required] },
    }
    const { fields, others } = fieldsOf(part.layout)
    if (others.length > 0) findings.push(notInGroup(child, others[0]!))
    return fields.map((field) => reasoned(field, part.reasons))
  }

  const layout = form.layout.flatMap(place)
  return { layout, properties, required }
}

function unknownForm(use: UseNode, known: readonly string[]): Finding {
  const meant = nearest(use.form, known)
  return finding(
    'error',
    'unknown-form',
    use.id,
    [
      `“${use.title['zh-CN']}”引用的表单“${use.form}”不存在。`,
      `"${use.id}" uses the form "${use.form}", which does not exist.`,
    ],
    meant
      ? [`是否应为“${meant}”？`, `Did you mean "${meant}"?`]
      : ['添加这张表单，或改引用已有的。', 'Add that form, or use one that exists.'],
  )
}

function circle(use: UseNode, path: readonly string[]): Finding {
  return finding(
    'error',
    'form-use-cycle',
    use.id,
    [
      `表单互相引用成环，或引用层数过多：${path.join(' → ')}。`,
      `Forms use each other in a circle, or too deeply: ${path.join(' → ')}.`,
    ],
    ['去掉其中一处引用。', 'Remove one of the uses.'],
  )
}

function unknownOmitted(use: UseNode, id: string, known: readonly string[]): Finding {
  const meant = nearest(id, known)
  return finding(
    'error',
    'unknown-omitted',
    use.id,
    [
      `“${use.title['zh-CN']}”要省去的“${id}”不在所引用的表单“${use.form}”中。`,
      `"${use.id}" leaves out "${id}", which is not in the form "${use.form}".`,
    ],
    meant ? [`是否应为“${meant}”？`, `Did you mean "${meant}"?`] : ['从 omit 中删去它。', 'Take it out of omit.'],
  )
}

function nameTaken(use: UseNode, name: string): Finding {
  return finding(
    'error',
    'property-asked-twice',
    use.id,
    [
      `“${use.title['zh-CN']}”带来的“${name}”在本表单中已有。`,
      `"${use.id}" brings "${name}", which the form has already.`,
    ],
    ['换一个 prefix，或用 omit 省去它。', 'Choose another prefix, or leave it out with omit.'],
  )
}

function notInGroup(use: UseNode, node: LayoutNode): Finding {
  return finding(
    'error',
    'use-in-group',
    use.id,
    [
      `“${use.title['zh-CN']}”所引用的表单含有“${node.id}”，不能放在重复组里。`,
      `"${use.id}" uses a form with "${node.id}", which cannot stand in a repeated group.`,
    ],
    [
      '重复组里只能有字段：用 omit 省去它，或改引用另一张表单。',
      'A repeated group holds fields only: leave it out with omit, or use another form.',
    ],
  )
}

function tooMany(use: UseNode): Finding {
  return finding(
    'error',
    'form-too-large',
    use.id,
    [`引用后表单超过 ${maximumNodes} 个部分。`, `With what it uses the form has more than ${maximumNodes} parts.`],
    ['减少引用。', 'Use less.'],
  )
}
