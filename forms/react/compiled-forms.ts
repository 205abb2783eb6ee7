import { type CompiledForm, compileForm } from '../data/compile-form.ts'
import type { FormLibrary } from '../definition/expand-form.ts'
import type { CodeList, FormDefinition } from '../definition/form-definition.ts'

const compiledForms = new WeakMap<FormDefinition, Compiled>()

interface Compiled {
  readonly codeLists: readonly CodeList[]
  readonly forms: FormLibrary | undefined
  readonly compiled: CompiledForm
}

/**
 * A form made ready once, however many views of it are open: compiling is the dearest part of opening one.
 *
 * @throws {FormNotUsableError}
 */
export function compiledOnce(
  definition: FormDefinition,
  codeLists: readonly CodeList[],
  forms?: FormLibrary,
): CompiledForm {
  const known = compiledForms.get(definition)
  if (known?.codeLists === codeLists && known.forms === forms) return known.compiled
  const compiled = compileForm(definition, { codeLists, forms })
  compiledForms.set(definition, { codeLists, forms, compiled })
  return compiled
}
