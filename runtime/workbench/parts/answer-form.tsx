import { Button } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Answers, Problem } from '#forms'
import { FormView } from '#forms/react'
import type { TaskDetail } from '#runtime/api'
import { fileUrl, useFileUpload, useLocale } from '#runtime/client'
import { formOf } from './form-of.ts'
import { Panel } from './panel.tsx'
import styles from './parts.module.css'

export interface AnswerFormProps {
  readonly form: TaskDetail['form']
  /** What the form opens with. */
  readonly answers: Answers
  readonly caseVariables: Answers
  /** What is asked, and what is said, where there is no form. */
  readonly without: { readonly title: string; readonly text: string }
  /** On the button. */
  readonly submit: string
  readonly submitting: boolean
  /** What the server found in the answers. */
  readonly problems: readonly Problem[] | undefined
  /** Called with every change. */
  readonly onEdit: () => void
  readonly onSubmit: (answers: Answers) => void
  /** Why the answers were not taken; brought into view when it appears. */
  readonly refusal?: ReactNode
}

/** The form to fill in, with its button always in sight. */
export function AnswerForm(props: AnswerFormProps) {
  const { form, answers, caseVariables, submit, submitting, problems, onEdit, onSubmit, refusal } = props
  const { locale } = useLocale()
  const uploadFile = useFileUpload()
  const top = useRef<HTMLDivElement>(null)
  const isRefused = Boolean(refusal)
  useEffect(() => {
    if (isRefused) top.current?.scrollIntoView({ block: 'nearest' })
  }, [isRefused])
  return (
    <div className={styles.answerForm}>
      <div ref={top} className={styles.refusal}>
        {refusal}
      </div>
      {form ? (
        <FormView
          {...formOf(form)}
          answers={answers}
          caseVariables={caseVariables}
          locale={locale}
          problems={problems}
          submitLabel={submit}
          submitting={submitting}
          uploadFile={uploadFile}
          fileUrl={fileUrl}
          onChange={onEdit}
          onSubmit={onSubmit}
        />
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
