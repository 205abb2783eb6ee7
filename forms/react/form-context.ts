import { type ComponentType, createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import type { Locale, LocalizedText } from '#findings'
import { localize } from '#findings'
import type { FileReference, MapPoint, Problem } from '../definition/form-definition.ts'
import type { FormSnapshot, FormStore } from './form-store.ts'
import type { FormWords } from './form-words.ts'
import type { MaskedAnswers } from './masked-answers.ts'
import type { Navigation, Place } from './navigation.ts'

/** A map that a point is picked on; brought by the page where a source of maps is configured. */
export interface MapPickerProps {
  readonly point: MapPoint | undefined
  readonly disabled: boolean
  readonly onPick: (point: MapPoint) => void
}

/** What every part of an open form may need. Changes only when the form is another, never by typing. */
export interface OpenForm {
  readonly store: FormStore
  readonly locale: Locale
  readonly words: FormWords
  /** Begins the ids of its elements: several forms may stand on one page. */
  readonly prefix: string
  readonly disabled: boolean
  /** ISO 8601 date. */
  readonly today: string
  readonly navigation: Navigation
  readonly masked: MaskedAnswers
  readonly uploadFile: (file: File, onProgress: (fraction: number) => void) => Promise<FileReference>
  readonly fileUrl: (id: string) => string
  readonly mapPicker?: ComponentType<MapPickerProps>
  /** Shows what a masked answer stands for; left out where the person may not see it. */
  readonly onReveal?: (pointer: string) => void
  /** A field was left: problems with what it holds may be shown. */
  readonly onLeave: (pointer: string) => void
  /** Shows the step and section a problem is in and puts the cursor into its field. */
  readonly goTo: (problem: Problem | undefined) => void
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

/** A part of where the person is. */
export function usePlace<T>(select: (place: Place) => T): T {
  const { navigation } = useOpenForm()
  return useSyncExternalStore(navigation.subscribe, () => select(navigation.place()))
}

/** Words of the definition in the form's language. */
export function useText(): (text: LocalizedText) => string {
  const { locale } = useOpenForm()
  return useCallback((text) => localize(text, locale), [locale])
}

/** Columns of the row that fields stand in; a field takes one of them where it does not say otherwise. */
export const ColumnsContext = createContext(2)
