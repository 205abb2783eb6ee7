import { useMemo } from 'react'
import {
  type Answers,
  type CodeList,
  type CompiledForm,
  compileForm,
  expandForm,
  type FormDefinition,
  type FormLibrary,
  FormNotUsableError,
} from '#forms'
import type { DefinitionSummary } from '#runtime/api'
import type { RuleDesk } from './rules/rule-desk.ts'
import { useRuleSurroundings } from './rules/use-rule-surroundings.ts'

export interface RuleDeskOptions {
  readonly region: string
  readonly form: FormDefinition
  readonly codeLists: readonly CodeList[]
  readonly library: FormLibrary
  readonly definitions: readonly DefinitionSummary[]
  readonly sample: Answers
}

/** The edited form made ready once, for the preview and for all rules. */
export function useRuleDesk({ region, form, codeLists, library, definitions, sample }: RuleDeskOptions): RuleDesk {
  const surroundings = useRuleSurroundings(region, form.id, definitions)
  const expanded = useMemo(() => expandForm(form, library).form, [form, library])
  const compiled = useMemo(() => compiledOrNothing(form, codeLists, library), [form, codeLists, library])
  return useMemo(
    () => ({ form: expanded, codeLists, surroundings, compiled, sample }),
    [expanded, codeLists, surroundings, compiled, sample],
  )
}

/** The problems panel tells what is wrong with a form that cannot be used. */
function compiledOrNothing(
  form: FormDefinition,
  codeLists: readonly CodeList[],
  forms: FormLibrary,
): CompiledForm | undefined {
  try {
    return compileForm(form, { codeLists, forms })
  } catch (error) {
    if (error instanceof FormNotUsableError) return undefined
    throw error
  }
}
