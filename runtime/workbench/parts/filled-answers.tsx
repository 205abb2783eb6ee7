import type { Answers } from '#forms'
import { FormAnswers } from '#forms/react'
import type { FilledForm } from '#runtime/api'
import { fileUrl, useLocale } from '#runtime/client'
import { formOf } from './form-of.ts'

export interface FilledAnswersProps {
  readonly form: FilledForm['form']
  readonly answers: Answers
}

/** A form as it was filled, by the definition it was filled by. */
export function FilledAnswers({ form, answers }: FilledAnswersProps) {
  const { locale } = useLocale()
  return <FormAnswers {...formOf(form)} answers={answers} locale={locale} fileUrl={fileUrl} />
}
