import { type Locale, localize } from '#findings'
import { pathTo } from '../data/choices.ts'
import type { CompiledField, CompiledGroup } from '../data/compile-form.ts'
import { isFileReference } from '../data/file-answers.ts'
import { isUnanswered } from '../data/form-state.ts'
import { isObject } from '../definition/shape.ts'
import { formWords } from './form-words.ts'
import { shownMoney } from './widgets/money.ts'

/** An answer in one line of words, as a list, a print or a comparison shows it; empty where there is none. */
export function answerText(node: CompiledField | CompiledGroup, value: unknown, locale: Locale): string {
  if (isUnanswered(value)) return ''
  if (node.kind === 'group') {
    const items: readonly unknown[] = Array.isArray(value) ? value : []
    return items
      .filter(isObject)
      .map((item) => node.fields.map((field) => answerText(field, item[field.property], locale)))
      .map((texts) => texts.filter(Boolean).join(' '))
      .join(locale === 'en' ? '; ' : '；')
  }
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value]
  return entries.map((entry) => entryText(node, entry, locale)).join(locale === 'en' ? ', ' : '、')
}

function entryText(field: CompiledField, value: unknown, locale: Locale): string {
  const words = formWords[locale]
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (isFileReference(value)) return value.name
  if (isObject(value)) return objectText(field, value, locale)
  if (typeof value === 'number' && field.widget === 'money') return `${shownMoney(value)} ${words.yuan}`
  if (field.choices) return pathText(field, value, locale) || String(value)
  const unit = field.node.unit
  return unit && typeof value === 'number' ? `${value} ${localize(unit, locale)}` : String(value)
}

function objectText(field: CompiledField, value: Readonly<Record<string, unknown>>, locale: Locale): string {
  const words = formWords[locale]
  const text = (name: string) => (value[name] === undefined ? '' : String(value[name]))
  switch (field.widget) {
    case 'date-range':
      return words.until(text('from'), text('to') || words.openEnded)
    case 'address':
      return pathText(field, value.region, locale) + (locale === 'en' ? ' ' : '') + text('detail')
    case 'map-point':
      return `${text('longitude')}, ${text('latitude')}`
    case 'signature':
      return text('name')
    default:
      return ''
  }
}

/** The titles from the highest level down to a choice, e.g. 浙江省绍兴市嵊州市; one title where there are no levels. */
function pathText({ choices = [] }: CompiledField, value: unknown, locale: Locale): string {
  return pathTo(choices, value)
    .map(({ title }) => localize(title, locale))
    .join(locale === 'en' ? ' / ' : '')
}
