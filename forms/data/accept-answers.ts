import type { Answers, Problem } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import type { CompiledForm } from './compile-form.ts'
import { formState } from './form-state.ts'
import { stateProblems, unusableAnswers } from './validate-answers.ts'

/** Answers that may be stored, or what must be mended first. */
export type Acceptance =
  | { readonly ok: true; readonly answers: Answers; readonly problems: readonly [] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Judges answers that came from outside, trusting nothing in them. What the rules hide is dropped, what they lock is
 * what the form opened with, what they compute is computed; names the form does not have are refused.
 *
 * `opened` is what the form opened with by the caller's own knowledge (`openingAnswers`), never what the sender says.
 * Whether files that are referred to exist, and may be used by the sender, is for the caller to check (`filesIn`).
 */
export function acceptAnswers(
  compiled: CompiledForm,
  answers: unknown,
  {
    caseVariables,
    opened,
    today,
  }: { readonly caseVariables: Answers; readonly opened: Answers; readonly today?: string },
): Acceptance {
  const refused = unusableAnswers(compiled, answers)
  if (refused.length > 0 || !isObject(answers)) return { ok: false, problems: refused }
  const state = formState(compiled, answers, caseVariables, { opened, today })
  const problems = stateProblems(compiled, state, caseVariables, today)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, answers: state.answers, problems: [] }
}
