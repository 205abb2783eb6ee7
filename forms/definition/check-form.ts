import type { Finding } from '#findings'
import { checkFields } from './check-fields.ts'
import { checkRules } from './check-rules.ts'
import { checkSchema } from './check-schema.ts'
import type { CodeList, FormDefinition } from './form-definition.ts'
import { finding } from './form-finding.ts'
import { placedNodes } from './form-nodes.ts'

/**
 * Whether a form that was read can be published: its parts agree with each other and with the code lists of the release.
 * Compiles the schema, so it runs where `validateAnswers` does.
 */
export function checkForm(
  form: FormDefinition,
  { codeLists }: { readonly codeLists: Readonly<Record<string, CodeList>> | readonly CodeList[] },
): readonly Finding[] {
  const lists = new Set(Array.isArray(codeLists) ? codeLists.map((list: CodeList) => list.id) : Object.keys(codeLists))
  return [...checkIds(form), ...checkFields(form, lists), ...checkSchema(form), ...checkRules(form)]
}

function checkIds(form: FormDefinition): readonly Finding[] {
  const ids = [
    ...placedNodes(form).flatMap(({ node }) => [
      node.id,
      ...(node.kind === 'field' ? (node.options ?? []).map((option) => `${node.id}/${option.id}`) : []),
    ]),
    ...(form.rules ?? []).map((rule) => rule.id),
  ]
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index))
  return [...twice].map((id) =>
    finding(
      'error',
      'duplicate-id',
      id,
      [`编号“${id}”用了不止一次。`, `The id "${id}" is used more than once.`],
      ['编号必须唯一，给其中一个换新编号。', 'Ids are unique: give one of them a new one.'],
    ),
  )
}
