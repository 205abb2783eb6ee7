import { createContext, use } from 'react'
import type { Answers, CodeList, CompiledForm, FormDefinition } from '#forms'
import type { RuleSurroundings } from './rule-names.ts'

/** What a rule is written, read and tried with. */
export interface RuleDesk {
  /** The edited form with what it uses of others in its place. */
  readonly form: FormDefinition
  readonly codeLists: readonly CodeList[]
  readonly surroundings: RuleSurroundings
  /** The edited form ready to be answered; nothing where it has errors. */
  readonly compiled: CompiledForm | undefined
  /** What was typed into the preview. */
  readonly sample: Answers
}

export const RuleDeskContext = createContext<RuleDesk | undefined>(undefined)

export function useRuleDesk(): RuleDesk {
  const desk = use(RuleDeskContext)
  if (!desk) throw new Error('A rule is edited inside a RuleDeskContext.')
  return desk
}
