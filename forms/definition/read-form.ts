import type { Finding } from '#findings'
import type { FormDefinition } from './form-definition.ts'
import { formShape } from './form-shape.ts'
import { unsafeJson } from './json-limits.ts'
import { badReferences } from './schema-references.ts'
import { isObject } from './shape.ts'

/**
 * Reads a form from the JSON of a `*.form.json`. Refused, with findings, where it has not the shape of a form or could
 * harm whoever walks it; `checkForm` then says whether it makes sense. Members it does not know are kept.
 */
export function readForm(json: unknown): {
  readonly form?: FormDefinition
  readonly findings: readonly Finding[]
} {
  const unsafe = unsafeJson(json)
  if (unsafe) return { findings: [unsafe] }
  const findings = formShape.check(json, { pointer: '' })
  if (findings.length > 0) return { findings: findings.slice(0, 50) }
  const reference = badReferences(isForm(json) ? json.schema : undefined)
  return reference || !isForm(json) ? { findings: reference ? [reference] : [] } : { form: json, findings: [] }
}

/** True for every value without findings of `formShape`. */
function isForm(json: unknown): json is FormDefinition {
  return isObject(json) && isObject(json.schema)
}
