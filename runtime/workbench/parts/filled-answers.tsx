import type { Answers } from '#forms'
import type { FilledForm } from '#runtime/api'

export interface FilledAnswersProps {
  readonly form: FilledForm['form']
  readonly answers: Answers
}

/** A form as it was filled, with the definition it was filled by. */
export function FilledAnswers({ answers }: FilledAnswersProps) {
  return <pre>{JSON.stringify(answers, null, 2)}</pre>
}
