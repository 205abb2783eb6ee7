import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import type { Locale, LocalizedText } from '#findings'
import { localize } from '#findings'
import type { FileReference } from '../definition/form-definition.ts'
import type { FormSnapshot, FormStore } from './form-store.ts'
import type { FormWords } from './form-words.ts'

/** What every part of an open form may need. Changes only when the form is another, never by typing. */
export interface OpenForm {
  readonly store: FormStore
  readonly locale: Locale
  readonly words: FormWords
  /** Begins the ids of its elements: several forms may stand on one page. */
  readonly prefix: string
  readonly disabled: boolean
  readonly uploadFile: (file: File, onProgress: (fraction: number) => void) => Promise<FileReference>
  readonly fileUrl: (id: string) => string
  /** A field was left: problems with what it holds may be shown. */
  readonly onLeave: (pointer: string) => void
}

export const FormContext = createContext<OpenForm | undefined>(undefined)

export function useOpenForm(): OpenForm {
  const form = useContext(FormContext)
  if (!form) throw new Error('A part of a form was rendered outside <FormView>. Render the whole form instead.')
  return form
}

/** A part of the form's snapshot; renders again only when that part is another. */
export function useForm<T>(select: (snapshot: FormSnapshot) => T): T {
  const { store } = useOpenForm()
  return useSyncExternalStore(store.subscribe, () => select(store.snapshot()))
}

/** Words of the definition in the form's language. */
export function useText(): (text: LocalizedText) => string {
  const { locale } = useOpenForm()
  return useCallback((text) => localize(text, locale), [locale])
}
