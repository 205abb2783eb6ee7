import type { Locale } from '#findings'
import type { CompiledField } from '../data/compile-form.ts'
import { isFileReference } from '../data/file-answers.ts'
import { isUnanswered } from '../data/form-state.ts'
import type { FileReference } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import { answerText } from './answer-text.ts'
import { formWords } from './form-words.ts'
import { stampLines } from './widgets/stamp-lines.ts'

export interface AnsweredProps {
  readonly field: CompiledField
  readonly value: unknown
  readonly locale: Locale
  readonly fileUrl: (id: string) => string
  /** Of a small picture of an image; the image itself where left out. */
  readonly thumbnailUrl?: (id: string) => string
  /** It came masked; shown by `onReveal`, where the reader may. */
  readonly isMasked?: boolean
  readonly onReveal?: () => void
}

/** One answer to be read. */
export function Answered({ field, value, locale, fileUrl, thumbnailUrl, isMasked, onReveal }: AnsweredProps) {
  const words = formWords[locale]
  if (isUnanswered(value) || (Array.isArray(value) && value.length === 0))
    return <span className="gz-none">{words.notAnswered}</span>
  if (isMasked)
    return (
      <span className="gz-value">
        {typeof value === 'string' ? value : answerText(field, value, locale)}{' '}
        {onReveal ? (
          <button type="button" className="gz-button gz-button-link gz-reveal" onClick={onReveal}>
            {words.reveal}
          </button>
        ) : null}
      </span>
    )
  if (field.widget === 'signature' && isObject(value))
    return isFileReference(value.file) ? (
      <img
        className="gz-signature-picture"
        src={fileUrl(value.file.id)}
        alt={words.signature}
        title={typeof value.at === 'string' ? signedAt(value.at) : undefined}
      />
    ) : (
      <span className="gz-signature-name">{answerText(field, value, locale)}</span>
    )
  const files = Array.isArray(value) ? value.filter(isFileReference) : []
  if (files.length > 0)
    return <Files files={files} arePhotos={field.widget === 'photo'} fileUrl={fileUrl} thumbnailUrl={thumbnailUrl} />
  if (Array.isArray(value))
    return (
      <ul className="gz-value-list">
        {value.map((entry, index) => (
          <li key={index}>{answerText(field, entry, locale)}</li>
        ))}
      </ul>
    )
  return <span className="gz-value">{answerText(field, value, locale)}</span>
}

function Files({
  files,
  arePhotos,
  fileUrl,
  thumbnailUrl = fileUrl,
}: {
  readonly files: readonly FileReference[]
  readonly arePhotos: boolean
  readonly fileUrl: (id: string) => string
  readonly thumbnailUrl?: (id: string) => string
}) {
  return (
    <ul className={arePhotos ? 'gz-photos' : 'gz-file-list'}>
      {files.map((file) => (
        <li key={file.id}>
          <a href={fileUrl(file.id)} target="_blank" rel="noreferrer">
            {file.type.startsWith('image/') ? (
              <img src={thumbnailUrl(file.id)} alt={file.name} loading="lazy" />
            ) : (
              file.name
            )}
          </a>
          {file.stamp ? (
            <span className="gz-stamp">
              {stampLines(file.stamp).map((line) => (
                <span key={line}>{line}</span>
              ))}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function signedAt(instant: string): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })
}
