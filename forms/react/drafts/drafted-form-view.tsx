import { useEffect, useMemo, useRef } from 'react'
import { FormNotUsableError } from '../../data/compile-form.ts'
import { compiledOnce } from '../compiled-forms.ts'
import { FormView, type FormViewProps } from '../form-view.tsx'
import { DraftNotices, DraftState } from './draft-notices.tsx'
import type { DraftStore } from './draft-store.ts'
import { draftWords } from './draft-words.ts'
import { type OpenDraft, useDraft } from './use-draft.ts'

export interface DraftedFormViewProps extends Omit<FormViewProps, 'typed' | 'onTyped' | 'aside'> {
  /** The same store as long as it is the same task. */
  readonly drafts: DraftStore
  /** Names the version of the form, e.g. by the digest of its release. */
  readonly version: string
  /** Given once the draft is open: what the page needs for its own keys and after submitting (`finish`). */
  readonly onDraft?: (draft: OpenDraft) => void
}

/** A form to be filled whose answers outlive the page. */
export function DraftedFormView(props: DraftedFormViewProps) {
  const { definition, codeLists, forms } = props
  const isUsable = useMemo(() => {
    try {
      return Boolean(compiledOnce(definition, codeLists, forms))
    } catch (error) {
      if (error instanceof FormNotUsableError) return false
      throw error
    }
  }, [definition, codeLists, forms])
  return isUsable ? <Drafted {...props} /> : <FormView {...props} />
}

function Drafted({ drafts, version, onDraft, ...form }: DraftedFormViewProps) {
  const compiled = compiledOnce(form.definition, form.codeLists, form.forms)
  const draft = useDraft({ store: drafts, definition: version, compiled })
  const typed = useRef(form.answers)
  const tell = useRef(onDraft)
  tell.current = onDraft
  useEffect(() => {
    if (draft.isReady) tell.current?.(draft)
  }, [draft])
  useEffect(() => {
    if (draft.typed) typed.current = draft.typed
  }, [draft.typed])
  if (!draft.isReady) return <p className="gz-none">{draftWords[form.locale].loading}</p>
  return (
    <>
      <DraftNotices draft={draft} compiled={compiled} typed={typed.current} locale={form.locale} />
      <FormView
        {...form}
        key={draft.opening}
        typed={draft.typed}
        onTyped={(next) => {
          typed.current = next
          draft.onTyped(next)
        }}
        aside={<DraftState status={draft.status} locale={form.locale} />}
      />
    </>
  )
}
