import type { FieldNode, FormDefinition, GroupNode, LayoutNode, PropertySchema, Rule } from '../form-definition.ts'
import { type PlacedNode, placedNodes } from '../form-nodes.ts'
import { answerSchema, withAnswerSchema } from './answer-schemas.ts'
import type { NewNode } from './blank-field.ts'
import { inserted, mayStandIn, type Place, replaced, without } from './layout-tree.ts'
import { renamed } from './rename-in-expression.ts'

/** An edit that makes no sense: the node does not exist, cannot stand there, or its name is taken. */
export class FormEditError extends Error {
  readonly code = 'form-edit'
}

/** What `changeField` sets; what is left out stays, `undefined` inside `node` takes a member away. */
export interface FieldChange {
  readonly node?: Partial<Omit<FieldNode, 'kind' | 'id' | 'property'>> &
    Partial<Pick<GroupNode, 'itemTitle'>> & { readonly text?: FieldNode['title'] }
  /** Another name for the answer. Rules that read it are rewritten. */
  readonly property?: string
  /** Replaces the answer's schema. */
  readonly schema?: PropertySchema
  readonly required?: boolean
}

/** @throws {FormEditError} */
export function addField(form: FormDefinition, { node, schema }: NewNode, place: Place): FormDefinition {
  const parent = parentAt(form, place)
  if (placedNodes(form).some((placed) => placed.node.id === node.id))
    throw new FormEditError(`The id "${node.id}" is taken.`)
  if (!mayStandIn(node, parent)) throw new FormEditError(`A ${node.kind} cannot stand in a ${parent?.kind}.`)
  const grown = { ...form, layout: inserted(form.layout, node, place) }
  if (!('property' in node)) return grown
  const group = parent?.kind === 'group' ? parent.property : undefined
  if (answerSchema(form, node.property, group))
    throw new FormEditError(`There is an answer "${node.property}" already.`)
  return withAnswerSchema(grown, node.property, { schema: schema ?? { type: 'string' }, required: false }, group)
}

/** Takes away a node with all that is in it: the schemas of its answers and the rules about it. */
export function removeNode(form: FormDefinition, id: string): FormDefinition {
  const removed = placedNodes(form).filter(
    ({ node, sections, group }) => node.id === id || sections.includes(id) || group?.id === id,
  )
  const ids = removed.map(({ node }) => node.id)
  const inside = {
    ...form,
    layout: without(form.layout, id),
    ...rulesOf(
      (form.rules ?? []).filter(({ target }) => !ids.includes(target)),
      form,
    ),
  }
  return removed.reduce(
    (rest, { node, group }) =>
      'property' in node && (group === undefined || !ids.includes(group.id))
        ? withAnswerSchema(rest, node.property, undefined, group?.property)
        : rest,
    inside as FormDefinition,
  )
}

/**
 * Puts a node elsewhere; `place.index` counts without it. A field that goes into or out of a group takes its schema along.
 *
 * @throws {FormEditError}
 */
export function moveNode(form: FormDefinition, id: string, place: Place): FormDefinition {
  const { node, group } = placed(form, id)
  const lifted = { ...form, layout: without(form.layout, id) }
  const parent = parentAt(lifted, place)
  if (!mayStandIn(node, parent)) throw new FormEditError(`A ${node.kind} cannot stand in a ${parent?.kind}.`)
  const moved = { ...form, layout: inserted(lifted.layout, node, place) }
  const to = parent?.kind === 'group' ? parent.property : undefined
  if (!('property' in node) || to === group?.property) return moved
  if (answerSchema(form, node.property, to)) throw new FormEditError(`There is an answer "${node.property}" already.`)
  const answer = answerSchema(form, node.property, group?.property)
  return withAnswerSchema(withAnswerSchema(moved, node.property, undefined, group?.property), node.property, answer, to)
}

/**
 * Changes a field, group, section or text in its place. Its id stays.
 *
 * @throws {FormEditError}
 */
export function changeField(form: FormDefinition, id: string, change: FieldChange): FormDefinition {
  const { node, group } = placed(form, id)
  const changed = { ...form, layout: replaced(form.layout, id, (old) => withMembers(old, change.node ?? {})) }
  if (!('property' in node)) return changed
  const answer = answerSchema(form, node.property, group?.property)
  const next = {
    schema: change.schema ?? answer?.schema ?? { type: 'string' },
    required: change.required ?? answer?.required ?? false,
  }
  const { property = node.property } = change
  if (property === node.property) return withAnswerSchema(changed, property, next, group?.property)
  if (answerSchema(form, property, group?.property))
    throw new FormEditError(`There is an answer "${property}" already.`)
  const bare = withAnswerSchema(changed, node.property, undefined, group?.property)
  const layout = replaced(bare.layout, id, (old) => ('property' in old ? { ...old, property } : old))
  const rules = (form.rules ?? []).map((rule) => ({
    ...rule,
    expression: readsIt(form, rule, group) ? renamed(rule.expression, node.property, property) : rule.expression,
  }))
  return withAnswerSchema({ ...bare, layout, ...rulesOf(rules, form) }, property, next, group?.property)
}

/** Adds a rule, or replaces the one with its id. */
export function setRule(form: FormDefinition, rule: Rule): FormDefinition {
  const rules = form.rules ?? []
  const isKnown = rules.some(({ id }) => id === rule.id)
  return { ...form, rules: isKnown ? rules.map((old) => (old.id === rule.id ? rule : old)) : [...rules, rule] }
}

export function removeRule(form: FormDefinition, id: string): FormDefinition {
  return { ...form, rules: (form.rules ?? []).filter((rule) => rule.id !== id) }
}

/** A field of a group is only read, by its bare name, by rules about its neighbours. */
function readsIt(form: FormDefinition, rule: Rule, group: GroupNode | undefined): boolean {
  return group === undefined || placedNodes(form).find(({ node }) => node.id === rule.target)?.group?.id === group.id
}

/** A form without rules gets no empty list of them. */
function rulesOf(rules: readonly Rule[], form: FormDefinition): Pick<FormDefinition, 'rules'> {
  return form.rules ? { rules } : {}
}

function withMembers(node: LayoutNode, members: NonNullable<FieldChange['node']>): LayoutNode {
  const next = Object.fromEntries(Object.entries({ ...node, ...members }).filter(([, value]) => value !== undefined))
  return next as unknown as LayoutNode
}

function parentAt(form: FormDefinition, { parent }: Place): LayoutNode | undefined {
  return parent === undefined ? undefined : placed(form, parent).node
}

function placed(form: FormDefinition, id: string): PlacedNode {
  const found = placedNodes(form).find(({ node }) => node.id === id)
  if (!found) throw new FormEditError(`The form has no node "${id}".`)
  return found
}
