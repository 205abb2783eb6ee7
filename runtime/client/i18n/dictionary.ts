import type { Locale } from '#findings'

/** Texts by key; one that needs a number or a name is a function. */
export type Words = Readonly<Record<string, string | ((...values: never[]) => string)>>

export type Dictionary<W extends Words> = Readonly<Record<Locale, W>>

/** Texts in both languages. Chinese decides which keys there are: one missing or too many in English does not compile. */
export function dictionary<W extends Words>(chinese: W, english: NoInfer<W>): Dictionary<W> {
  return { 'zh-CN': chinese, en: english }
}
