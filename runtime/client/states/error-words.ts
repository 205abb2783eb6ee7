import { useCallback } from 'react'
import { localize } from '#findings'
import { ApiError, NetworkError } from '../api/api-error.ts'
import { useLocale, useWords } from '../i18n/locale.tsx'
import { clientWords } from '../words.ts'

export interface ErrorWords {
  readonly title: string
  readonly text: string
  /** To be told to whoever runs the server. */
  readonly requestId?: string | undefined
  /** False where asking again would give the same answer. */
  readonly mayRetry: boolean
}

/** What to tell a person about whatever was thrown. */
export function useErrorWords(): (error: unknown) => ErrorWords {
  const words = useWords(clientWords)
  const { locale } = useLocale()
  return useCallback(
    (error: unknown) => {
      if (error instanceof NetworkError) return { title: words.networkTitle, text: words.networkText, mayRetry: true }
      if (error instanceof ApiError) {
        const { status, text, requestId } = error
        const title =
          status === 404
            ? words.goneTitle
            : status === 403
              ? words.forbiddenTitle
              : status >= 500
                ? words.serverTitle
                : words.refusedTitle
        return { title, text: localize(text, locale), requestId, mayRetry: status >= 500 || status === 429 }
      }
      if (isOutdated(error)) return { title: words.updatedTitle, text: words.updatedText, mayRetry: false }
      return { title: words.crashTitle, text: words.crashText, mayRetry: false }
    },
    [words, locale],
  )
}

/** True where a part of the app could not be loaded, mostly because a newer version has replaced it. */
export function isOutdated(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|module script/i.test(error.message)
}
