import { type Locale, localize } from '#findings'
import type { CompiledField, CompiledGroup } from '../data/compile-form.ts'
import { isUnanswered } from '../data/form-state.ts'
import { isObject } from '../definition/shape.ts'
import { formWords } from './form-words.ts'

/** An answer in one line of words, as a list, a summary or a comparison shows it; empty where there is none. */
export function answerText(node: CompiledField | CompiledGroup, value: unknown, locale: Locale): string {
  const words = formWords[locale]
  const comma = locale === 'en' ? ', ' : '、'
  if (isUnanswered(value)) return ''
  if (node.kind === 'group')
    return Array.isArray(value)
      ? value
          .map((item) =>
            node.fields
              .map((field) => (isObject(item) ? answerText(field, item[field.property], locale) : ''))
              .filter(Boolean)
              .join(' '),
          )
          .join(locale === 'en' ? '; ' : '；')
      : ''
  const titleOf = (entry: unknown): string => {
    const choice = node.choices?.find((candidate) => candidate.value === entry)
    if (choice) return localize(choice.title, locale)
    if (isObject(entry)) return typeof entry.name === 'string' ? entry.name : ''
    return String(entry)
  }
  if (value === true) return words.yes
  if (value === false) return words.no
  return Array.isArray(value) ? value.map(titleOf).join(comma) : titleOf(value)
}
