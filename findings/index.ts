export { nearest } from './nearest.ts'

/** Words for people, in the languages of the interface. Chinese is always there. */
export interface LocalizedText {
  readonly 'zh-CN': string
  readonly en?: string
}

export type Locale = 'zh-CN' | 'en'

/** The text in `locale`, or the Chinese one where that language is missing. */
export function localize(text: LocalizedText, locale: Locale): string {
  return text[locale] ?? text['zh-CN']
}

/**
 * One thing that is wrong, or doubtful, in a definition.
 *
 * An `error` keeps a release from being published; a `warning` is shown and the definition still runs.
 */
export interface Finding {
  readonly severity: 'error' | 'warning'
  /** Stable and kebab-case: programs and documentation refer to it. */
  readonly code: string
  /** Path inside the bundle; the reader of a single definition leaves it out, the reader of the bundle fills it in. */
  readonly file?: string
  /** Permanent id of the node (BPMN element, field, section, code …). */
  readonly node?: string
  /** Where in an expression or a text, counted in UTF-16 units from 0. */
  readonly position?: { readonly from: number; readonly to: number }
  readonly message: LocalizedText
  /** What to do about it. */
  readonly remedy: LocalizedText
}
