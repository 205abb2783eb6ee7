import type { Locale } from '#findings'
import type { CompiledField } from '../../data/compile-form.ts'
import { formats } from '../../data/formats.ts'
import type { Answers } from '../../definition/form-definition.ts'
import { type FormWords, formWords } from '../form-words.ts'
import { readDay, readTime } from '../widgets/days.ts'
import { readMoney } from '../widgets/money.ts'
import { readNumber } from '../widgets/number-widget.tsx'

export interface PastedCell {
  readonly field: CompiledField
  readonly text: string
  /** `undefined` where nothing can be taken over. */
  readonly value: unknown
  /** Why it will have to be mended. */
  readonly problem?: string
}

export interface PastedRows {
  /** Fields that the columns stand for. */
  readonly fields: readonly CompiledField[]
  readonly rows: readonly (readonly PastedCell[])[]
  readonly problems: number
}

/**
 * Cells of a spreadsheet as answers of a repeated group. Where the first row holds titles of fields, columns are matched by
 * them; otherwise they are the fields from `first` on, in their order.
 */
export function pastedRows(
  cells: readonly (readonly string[])[],
  fields: readonly CompiledField[],
  first: number,
  { locale, today }: { readonly locale: Locale; readonly today: string },
): PastedRows {
  const titled = cells[0]?.map((title) => fieldOfTitle(fields, title)) ?? []
  const hasTitles = titled.filter(Boolean).length >= Math.max(1, Math.ceil(titled.length / 2))
  const columns = hasTitles ? titled : fields.slice(first)
  const rows = (hasTitles ? cells.slice(1) : cells).map((row) =>
    row.flatMap((text, index) => {
      const field = columns[index]
      return field ? [pastedCell(field, text, formWords[locale], today)] : []
    }),
  )
  return {
    fields: columns.flatMap((field) => field ?? []),
    rows,
    problems: rows.flat().filter(({ problem }) => problem !== undefined).length,
  }
}

/** What a row adds to an item. */
export function answersOf(row: readonly PastedCell[]): Answers {
  return Object.fromEntries(
    row.flatMap(({ field, value }) => (value === undefined ? [] : [[field.property, value] as const])),
  )
}

function fieldOfTitle(fields: readonly CompiledField[], title: string): CompiledField | undefined {
  const plain = title.replaceAll(/[\s*＊]/g, '').toLowerCase()
  return fields.find(({ node }) =>
    [node.title['zh-CN'], node.title.en].some((name) => name?.replaceAll(/\s/g, '').toLowerCase() === plain),
  )
}

function pastedCell(field: CompiledField, text: string, words: FormWords, today: string): PastedCell {
  if (text === '') return { field, text, value: undefined }
  const { value, problem } = readCell(field, text, words, today)
  return { field, text, value, ...(problem !== undefined && { problem }) }
}

function readCell(
  field: CompiledField,
  text: string,
  words: FormWords,
  today: string,
): { readonly value: unknown; readonly problem?: string } {
  const typed = (value: unknown, problem: string) => (typeof value === 'number' ? { value } : { value, problem })
  switch (field.widget) {
    case 'number':
      return typed(readNumber(text), words.cellNoNumber)
    case 'money':
      return typed(readMoney(text), words.cellNoMoney)
    case 'date': {
      const day = readDay(text, today)
      return { value: day, ...(!formats.date(day ?? '') && { problem: words.cellNoDate }) }
    }
    case 'time': {
      const time = readTime(text)
      return { value: time, ...(!/^\d{2}:\d{2}$/.test(time ?? '') && { problem: words.cellNoTime }) }
    }
    case 'yes-no': {
      if (/^(是|有|√|✓|✔|y|yes|true|1)$/i.test(text)) return { value: true }
      if (/^(否|无|没有|×|✗|n|no|false|0)$/i.test(text)) return { value: false }
      return { value: undefined, problem: words.cellNoYes }
    }
    case 'choice':
    case 'cascade': {
      const value = choiceNamed(field, text)
      return { value, ...(value === undefined && { problem: words.cellNoChoice }) }
    }
    case 'multiple-choice': {
      const parts = text.split(/[、,，;；]/).map((part) => choiceNamed(field, part))
      const values = parts.filter((value) => value !== undefined)
      return {
        value: values.length > 0 ? values : undefined,
        ...(values.length < parts.length && { problem: words.cellNoChoice }),
      }
    }
    case 'text':
    case 'long-text':
      return formatted(field, text, words)
    case 'phone':
    case 'person-id':
      return formatted(field, text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase(), words)
    default:
      return { value: undefined, problem: words.cellNoPaste }
  }
}

function formatted(field: CompiledField, value: string, words: FormWords) {
  const name = String(field.schema.format ?? (field.widget === 'person-id' ? 'citizen-id' : ''))
  const format: unknown = Object.hasOwn(formats, name) ? formats[name as keyof typeof formats] : undefined
  const fits = typeof format === 'function' ? format(value) : format instanceof RegExp ? format.test(value) : true
  return { value, ...(!fits && { problem: words.cellNoFormat }) }
}

function choiceNamed({ choices = [] }: CompiledField, text: string): string | undefined {
  const plain = text.trim().toLowerCase()
  return choices.find(({ value, title }) =>
    [value, title['zh-CN'], title.en].some((name) => name?.toLowerCase() === plain),
  )?.value
}
