import { plain } from '#feel'
import type { Answers } from '../definition/form-definition.ts'
import type { CompiledForm } from './compile-form.ts'
import { type FormStateOptions, formState, isUnanswered } from './form-state.ts'
import { noonOf } from './rule-context.ts'

/** What a form opens with: what its fields' `prefill` takes from the case, and what its rules compute from that. */
export function openingAnswers(
  compiled: CompiledForm,
  caseVariables: Answers,
  { today }: Pick<FormStateOptions, 'today'> = {},
): Answers {
  const context = { ...caseVariables, case: caseVariables }
  const at = noonOf(today)
  const prefilled = compiled.order.flatMap(({ property, prefill }) => {
    const value = prefill && plain(prefill.evaluate(context, at).value)
    return isUnanswered(value) ? [] : [[property, value] as const]
  })
  const answers = Object.fromEntries(prefilled)
  // What is hidden at first keeps its value for when it is shown.
  return { ...answers, ...formState(compiled, answers, caseVariables, { today }).answers }
}
