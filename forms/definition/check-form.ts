import type { Finding } from '#findings'
import type { FormSurroundings } from '../data/compile-form.ts'
import { checkFields } from './check-fields.ts'
import { checkRules } from './check-rules.ts'
import { checkSchema } from './check-schema.ts'
import { expandForm, usesOf } from './expand-form.ts'
import type { CodeList, FormDefinition } from './form-definition.ts'
import { finding } from './form-finding.ts'
import { placedNodes } from './form-nodes.ts'

/**
 * Whether a form that was read can be published: its parts agree with each other and with the code lists
 * and forms of the release. Findings about what it uses of another form name the id that has here.
 * Compiles the schema, so it runs where `validateAnswers` does.
 */
export function checkForm(source: FormDefinition, surroundings: FormSurroundings): readonly Finding[] {
  const { codeLists, forms } = surroundings
  const around = [listIds(codeLists).join('\n'), usesOf(source).length > 0 ? forms : undefined] as const
  const known = checked.get(source)
  if (known?.around.every((each, index) => each === around[index])) return known.findings
  const findings = checkedAnew(source, surroundings)
  checked.set(source, { around, findings })
  return findings
}

/** A definition never changes, so neither does what is found in the same surroundings. */
const checked = new WeakMap<
  FormDefinition,
  { readonly around: readonly unknown[]; readonly findings: readonly Finding[] }
>()

function checkedAnew(source: FormDefinition, { codeLists, forms }: FormSurroundings): readonly Finding[] {
  const { form, findings } = expandForm(source, forms)
  if (findings.length > 0) return findings
  const lists = new Set(listIds(codeLists))
  return [
    ...checkIds(form),
    ...checkSteps(form),
    ...checkFields(form, lists),
    ...checkSchema(form),
    ...checkRules(form),
  ]
}

function listIds(codeLists: FormSurroundings['codeLists']): readonly string[] {
  return Array.isArray(codeLists) ? codeLists.map((list: CodeList) => list.id) : Object.keys(codeLists)
}

function checkIds(form: FormDefinition): readonly Finding[] {
  const ids = [
    ...placedNodes(form).flatMap(({ node }) => [
      node.id,
      ...(node.kind === 'field' ? (node.options ?? []).map((option) => `${node.id}/${option.id}`) : []),
    ]),
    ...(form.rules ?? []).map((rule) => rule.id),
  ]
  const seen = new Set<string>()
  const twice = new Set(ids.filter((id) => seen.size === seen.add(id).size))
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

function checkSteps({ display, layout }: FormDefinition): readonly Finding[] {
  if (display !== 'steps') return []
  return layout
    .filter((node) => node.kind !== 'section')
    .map((node) =>
      finding(
        'error',
        'outside-steps',
        node.id,
        [
          `表单分步显示，“${node.id}”却不在任何一步里。`,
          `The form is shown in steps, but "${node.id}" is in none of them.`,
        ],
        ['把它移进一个分区，或改为单页显示。', 'Move it into a section, or show the form on one page.'],
      ),
    )
}
