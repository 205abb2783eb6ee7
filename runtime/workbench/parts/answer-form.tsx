import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Answers, Problem } from '#forms'
import type { TaskDetail } from '#runtime/api'
import { Panel } from './panel.tsx'
import styles from './parts.module.css'

export interface AnswerFormProps {
  readonly form: TaskDetail['form']
  /** What the form opens with. */
  readonly answers: Answers
  readonly caseVariables: Answers
  /** Said in place of a form where there is none. */
  readonly noForm: string
  /** On the button. */
  readonly submit: string
  readonly submitting: boolean
  /** What the server found in the answers. */
  readonly problems: readonly Problem[]
  /** Called with the first change, and with every other. */
  readonly onEdit: () => void
  readonly onSubmit: (answers: Answers) => void
  /** What stands above the button, e.g. why the answers were not taken. */
  readonly children?: ReactNode
}

/** The form to fill in, with its button always in sight. */
export function AnswerForm({ noForm, submit, submitting, onSubmit, children }: AnswerFormProps) {
  return (
    <Panel title={submit}>
      <p>{noForm}</p>
      {children}
      <div className={styles.submitBar}>
        <Button type="primary" loading={submitting} onClick={() => onSubmit({})}>
          {submit}
        </Button>
      </div>
    </Panel>
  )
}
