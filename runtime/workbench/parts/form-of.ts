import type { CodeList, FormDefinition } from '#forms'
import type { FilledForm } from '#runtime/api'

/** The form inside an answer of the server, which has checked it. */
export function formOf({ definition, codeLists }: FilledForm['form']) {
  return { definition: definition as FormDefinition, codeLists: codeLists as readonly CodeList[] }
}
