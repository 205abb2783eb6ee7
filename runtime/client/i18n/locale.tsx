import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react'
import { type Locale, type LocalizedText, localize } from '#findings'
import type { Dictionary, Words } from './dictionary.ts'

interface LocaleChoice {
  readonly locale: Locale
  readonly setLocale: (locale: Locale) => void
}

const storageKey = 'gezhi.locale'
const LocaleContext = createContext<LocaleChoice>({ locale: 'zh-CN', setLocale: () => {} })

/** Keeps the language of the interface, also over visits, and tells the document. Chinese until someone chooses. */
export function LocaleProvider({ children }: { readonly children: ReactNode }) {
  const [locale, choose] = useState<Locale>(remembered)
  const setLocale = useCallback((chosen: Locale) => {
    choose(chosen)
    remember(chosen)
  }, [])
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  const choice = useMemo(() => ({ locale, setLocale }), [locale, setLocale])
  return <LocaleContext value={choice}>{children}</LocaleContext>
}

export function useLocale(): LocaleChoice {
  return use(LocaleContext)
}

/** The texts of `dictionary` in the language of the interface. */
export function useWords<W extends Words>(dictionary: Dictionary<W>): W {
  return dictionary[useLocale().locale]
}

/** Says a text of a definition in the language of the interface. */
export function useLocalize(): (text: LocalizedText) => string {
  const { locale } = useLocale()
  return useCallback((text: LocalizedText) => localize(text, locale), [locale])
}

/** A browser may forbid storage; the choice then lasts as long as the page. */
function remembered(): Locale {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh-CN'
  } catch {
    return 'zh-CN'
  }
}

function remember(locale: Locale): void {
  try {
    localStorage.setItem(storageKey, locale)
  } catch {}
}
