import { plain } from '#feel'
import type { Answers } from '../definition/form-definition.ts'
import { identified } from './accept-answers.ts'
import type { CompiledForm } from './compiled-form.ts'
import { formFunction, formFunctionNames } from './form-functions.ts'
import { type FormStateOptions, formState } from './form-state.ts'
import { noonOf } from './rule-run.ts'
import { isUnanswered } from './same.ts'

/** What a form opens with: what its fields' `prefill` takes from the case, and what its rules compute from that. */
export function openingAnswers(
  compiled: CompiledForm,
  caseVariables: Answers,
  { today }: Pick<FormStateOptions, 'today'> = {},
): Answers {
  const at = noonOf(today)
  const functions = Object.fromEntries(formFunctionNames.map((name) => [name, formFunction(name, at)]))
  const context = { ...caseVariables, ...functions, case: caseVariables }
  const prefilled = compiled.order.flatMap(({ property, prefill }) => {
    const value = prefill && plain(prefill.evaluate(context, at).value)
    return isUnanswered(value) ? [] : [[property, value] as const]
  })
  const answers = identified(compiled, Object.fromEntries(prefilled))
  // What is hidden at first keeps its value for when it is shown.
  return { ...answers, ...formState(compiled, answers, caseVariables, { today }).answers }
}
