import type { Answers } from '#forms'
import { FormAnswers } from '#forms/react'
import type { FilledForm } from '#runtime/api'
import { fileUrl, thumbnailUrl, useLocale } from '#runtime/client'
import { formOf } from './form-of.ts'
import { PhotoViewer } from './photo-viewer.tsx'

export interface FilledAnswersProps {
  readonly form: FilledForm['form']
  readonly answers: Answers
  /** JSON pointers of the answers that came masked. */
  readonly masked?: readonly string[]
  /** Asks for a masked answer. Left out where the reader may not see it. */
  readonly onReveal?: ((pointer: string) => void) | undefined
}

/** A form as it was filled, by the definition it was filled by. */
export function FilledAnswers({ form, ...shown }: FilledAnswersProps) {
  const { locale } = useLocale()
  return (
    <PhotoViewer>
      <FormAnswers {...formOf(form)} {...shown} locale={locale} fileUrl={fileUrl} thumbnailUrl={thumbnailUrl} />
    </PhotoViewer>
  )
}
