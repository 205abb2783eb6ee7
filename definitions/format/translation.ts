import type { Finding, Locale } from '#findings'
import { either, matching, object, oneOf, readShape, record, type Shape, schemaReference, text } from './shape.ts'

/**
 * 译文: `i18n/LOCALE.json`. Texts of definitions in one language, by definition (`KIND/ID`) and permanent id of the
 * node. They take the place of the texts in that language that the definitions hold themselves; a layer's also of
 * those that lie below it, e.g. to call an office by its local name.
 */
export interface Translation {
  readonly locale: Locale
  readonly texts: TranslatedTexts
}

/** By definition, then by node: its title or name, or several of its texts by their names (`title`, `help` …). */
export type TranslatedTexts = Readonly<
  Record<string, Readonly<Record<string, string | Readonly<Record<string, string>>>>>
>

const words = text(4000)
const member = matching(/^[A-Za-z][A-Za-z0-9/-]*$/u, 60, [
  '文字的名称，如 title、help',
  'the name of a text, e.g. title, help',
])
const definitionKey = matching(/^(?:process|form|decision|codeList|role|record|view|setting)\/\S+$/u, 200, [
  '“种类/编号”，如 form/rental-inspection',
  'KIND/ID, e.g. form/rental-inspection',
])

export const translationShape: Shape = object(
  {
    locale: oneOf(['zh-CN', 'en']),
    texts: record(definitionKey, record(text(1000), either(words, record(member, words)))),
  },
  schemaReference,
)

/** Reads `i18n/LOCALE.json`. */
export function readTranslation(json: unknown): { readonly translation?: Translation; readonly findings: Finding[] } {
  const { value: translation, findings } = readShape<Translation>(translationShape, json)
  return { translation, findings }
}
