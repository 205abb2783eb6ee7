import { expandForm, type FormLibrary } from '../expand-form.ts'
import type { FormDefinition, Rule } from '../form-definition.ts'
import { placedNodes } from '../form-nodes.ts'
import { copyNodes } from './copy-nodes.ts'
import { FormEditError, removeNode } from './edit-form.ts'
import { insertNodes, type Pasted } from './paste-nodes.ts'
import { renamed } from './rename-in-expression.ts'

/**
 * Makes what a form uses of another one its own: from now on it may be changed here, and no longer changes with the
 * other form. Ids and names stay what they were, so answers and rules go on.
 *
 * @throws {FormEditError} where the node is no `use`, or the other form is not in `forms`.
 */
export function detachUse(form: FormDefinition, id: string, forms: FormLibrary): Pasted {
  const used = placedNodes(form).find(({ node }) => node.id === id)
  if (used?.node.kind !== 'use') throw new FormEditError(`"${id}" uses no other form.`)
  const clip = copyNodes(form, [id]).form
  const { form: own, findings } = expandForm({ ...clip, id: form.id }, forms)
  if (findings.length > 0) throw new FormEditError(`The form "${used.node.form}" cannot be used.`)
  const all = placedNodes(form).map(({ node }) => node)
  const parent = used.group ?? all.find((node) => node.id === used.sections.at(-1))
  const siblings = parent && 'children' in parent ? parent.children : form.layout
  const place = { ...(parent && { parent: parent.id }), index: siblings.findIndex((node) => node.id === id) }
  const stillAbout = new Set(placedNodes(own).map(({ node }) => node.id))
  const rules = (own.rules ?? []).filter(({ target }) => stillAbout.has(target))
  return insertNodes(removeNode(form, id), { ...own, rules: rules.map(plainly) }, place)
}

/** Its expression with the names that answers have here. */
function plainly({ names = {}, ...rule }: Rule): Rule {
  const expression = Object.entries(names).reduce(
    (text, [name, stands]) => renamed(text, name, stands),
    rule.expression,
  )
  return { ...rule, expression }
}
