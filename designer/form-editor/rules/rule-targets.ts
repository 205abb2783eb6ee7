import type { Finding } from '#findings'
import type { FormDefinition } from '#forms'

/** What is wrong with a rule is shown at the node the rule is about. */
export function atTarget(form: FormDefinition, finding: Finding): Finding {
  const node = targetOf(form, finding.node)
  return node === finding.node ? finding : { ...finding, node }
}

/** The node a rule is about, where `id` is a rule's. */
export function targetOf(form: FormDefinition, id: string | undefined): string | undefined {
  return form.rules?.find((rule) => rule.id === id)?.target ?? id
}
