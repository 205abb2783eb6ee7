import type { Locale } from '#findings'
import { localize } from '#findings'
import type { CompiledField } from '../../data/compile-form.ts'
import { isFileReference } from '../../data/file-answers.ts'
import { isUnanswered } from '../../data/form-state.ts'
import { isObject } from '../../definition/shape.ts'
import { answerText } from '../answer-text.ts'
import { formWords } from '../form-words.ts'
import { stampLines } from '../widgets/stamp-lines.ts'

export interface PrintedProps {
  readonly field: CompiledField
  readonly value: unknown
  readonly locale: Locale
  readonly fileUrl: (id: string) => string
  /** In a column of a table: the answer alone, without the choices that were not made. */
  readonly isBrief?: boolean
}

/** More choices than these are not all printed with a box to tick. */
const boxes = 8

/** One answer on paper; empty where there is none, to be filled by hand. */
export function Printed({ field, value, locale, fileUrl, isBrief }: PrintedProps) {
  const words = formWords[locale]
  const choices =
    field.widget === 'yes-no'
      ? [
          { value: true, label: words.yes },
          { value: false, label: words.no },
        ]
      : field.widget === 'choice' || field.widget === 'multiple-choice'
        ? (field.choices ?? []).map((choice) => ({ value: choice.value, label: localize(choice.title, locale) }))
        : []
  if (!isBrief && choices.length > 0 && choices.length <= boxes && !isWithdrawn(value, choices))
    return (
      <span className="gz-print-boxes">
        {choices.map((choice) => {
          const isTicked = Array.isArray(value) ? value.includes(choice.value) : value === choice.value
          return (
            <span key={String(choice.value)}>
              {isTicked ? '☑' : '☐'} {choice.label}
            </span>
          )
        })}
      </span>
    )
  if (isUnanswered(value)) return null
  if (field.widget === 'signature' && isObject(value) && isFileReference(value.file))
    return <img className="gz-print-signature" src={fileUrl(value.file.id)} alt={words.signature} />
  const files = Array.isArray(value) ? value.filter(isFileReference) : []
  const pictures = files.filter(({ type }) => type.startsWith('image/'))
  if (pictures.length > 0)
    return (
      <div className="gz-print-pictures">
        {pictures.map((file) => (
          <figure key={file.id}>
            <img src={fileUrl(file.id)} alt={file.name} />
            {file.stamp ? <figcaption>{stampLines(file.stamp).join('　')}</figcaption> : null}
          </figure>
        ))}
      </div>
    )
  return answerText(field, value, locale)
}

/** Answered with a choice that is not offered any more: shown as it is. */
function isWithdrawn(value: unknown, choices: readonly { readonly value: unknown }[]): boolean {
  const values: readonly unknown[] = Array.isArray(value) ? value : isUnanswered(value) ? [] : [value]
  return values.some((entry) => !choices.some((choice) => choice.value === entry))
}
