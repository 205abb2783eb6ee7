import { type CompiledForm, compileForm } from '../data/compile-form.ts'
import type { CodeList, FormDefinition } from '../definition/form-definition.ts'

const compiledForms = new WeakMap<
  FormDefinition,
  { readonly codeLists: readonly CodeList[]; readonly compiled: CompiledForm }
>()

/**
 * A form made ready once, however many views of it are open: compiling is the dearest part of opening one.
 *
 * @throws {FormNotUsableError}
 */
export function compiledOnce(definition: FormDefinition, codeLists: readonly CodeList[]): CompiledForm {
  const known = compiledForms.get(definition)
  if (known?.codeLists === codeLists) return known.compiled
  const compiled = compileForm(definition, { codeLists })
  compiledForms.set(definition, { codeLists, compiled })
  return compiled
}
