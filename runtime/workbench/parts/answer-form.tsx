import { Button } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Answers, Problem } from '#forms'
import { DraftedFormView, type DraftStore, type OpenDraft } from '#forms/react'
import type { TaskDetail } from '#runtime/api'
import { fileUrl, useFileUpload, useLocale, useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'
import { formOf } from './form-of.ts'
import { Panel } from './panel.tsx'
import styles from './parts.module.css'
import { PhotoViewer } from './photo-viewer.tsx'
import { UnsavedGuard } from './unsaved-guard.tsx'

export interface AnswerFormProps {
  readonly form: TaskDetail['form']
  /** What the form opens with. */
  readonly answers: Answers
  readonly caseVariables: Answers
  /** JSON pointers of the answers that came masked. */
  readonly masked?: readonly string[]
  /** Asks for a masked answer. Left out where the person may not see it. */
  readonly onReveal?: ((pointer: string) => void) | undefined
  /** Where the draft is kept, and the release whose form this is. */
  readonly drafts: DraftStore
  readonly release: string
  /** What is asked, and what is said, where there is no form. */
  readonly without: { readonly title: string; readonly text: string }
  /** On the button. */
  readonly submit: string
  readonly submitting: boolean
  /** What the server found in the answers. */
  readonly problems: readonly Problem[] | undefined
  readonly onDraft?: (draft: OpenDraft) => void
  readonly onSubmit: (answers: Answers) => void
  /** Why the answers were not taken; brought into view when it appears. */
  readonly refusal?: ReactNode
}

/** The form to fill in, with its button always in sight. What is typed is kept as a draft. */
export function AnswerForm(props: AnswerFormProps) {
  const { form, answers, caseVariables, masked, drafts, release, submit, submitting, problems, onSubmit, refusal } =
    props
  const words = useWords(workbenchWords)
  const { locale } = useLocale()
  const uploadFile = useFileUpload()
  const top = useRef<HTMLDivElement>(null)
  const whole = useRef<HTMLDivElement>(null)
  const [draft, setDraft] = useState<OpenDraft>()
  const isRefused = Boolean(refusal)
  useEffect(() => {
    if (isRefused) top.current?.scrollIntoView({ block: 'nearest' })
  }, [isRefused])
  useFormKeys(whole, draft)
  return (
    <div ref={whole} className={styles.answerForm}>
      <UnsavedGuard status={draft?.status.kind ?? 'none'} />
      <div ref={top} className={styles.refusal}>
        {refusal}
      </div>
      {form ? (
        <>
          <PhotoViewer>
            <DraftedFormView
              {...formOf(form)}
              answers={answers}
              caseVariables={caseVariables}
              masked={masked}
              onReveal={props.onReveal}
              drafts={drafts}
              version={release}
              locale={locale}
              problems={problems}
              submitLabel={submit}
              submitting={submitting}
              uploadFile={uploadFile}
              fileUrl={fileUrl}
              onDraft={(opened) => {
                setDraft(opened)
                props.onDraft?.(opened)
              }}
              onSubmit={onSubmit}
            />
          </PhotoViewer>
          <p className={styles.keys}>{words.formKeys}</p>
        </>
      ) : (
        <>
          <Panel title={props.without.title}>
            <p>{props.without.text}</p>
          </Panel>
          <div className={styles.submitBar}>
            <Button type="primary" size="large" loading={submitting} onClick={() => onSubmit({})}>
              {submit}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

/** Ctrl+S keeps the draft at once, Ctrl+Enter submits; neither while a word is being composed. */
function useFormKeys(whole: { readonly current: HTMLElement | null }, draft: OpenDraft | undefined) {
  const latest = useRef(draft)
  latest.current = draft
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return
      if (event.key === 's' || event.key === 'S') {
        event.preventDefault()
        void latest.current?.save()
      } else if (event.key === 'Enter') {
        event.preventDefault()
        // What is being typed counts first.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        whole.current?.querySelector('form')?.requestSubmit()
      }
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [whole])
}
