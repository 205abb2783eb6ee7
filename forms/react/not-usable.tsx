import { type Locale, type LocalizedText, localize } from '#findings'
import { formWords } from './form-words.ts'

/** In place of a form whose definition cannot be used. */
export function NotUsable({ locale, reason }: { readonly locale: Locale; readonly reason: LocalizedText }) {
  return (
    <div role="alert" className="gz-notice gz-notice-error">
      <p className="gz-notice-title">{formWords[locale].notUsable}</p>
      <p>{localize(reason, locale)}</p>
    </div>
  )
}
