import { Alert, Input, Modal } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useErrorWords, useWords } from '#runtime/client'
import { releaseWords } from './release-words.ts'
import styles from './releases.module.css'

export interface ReasonDialogProps {
  readonly title: string
  readonly text?: ReactNode
  readonly onCancel: () => void
  /** What it throws is shown, and the dialog stays. */
  readonly onConfirm: (reason: string) => Promise<void>
}

/** Asks why before something is done. */
export function ReasonDialog({ title, text, onCancel, onConfirm }: ReasonDialogProps) {
  const words = useWords(releaseWords)
  const explain = useErrorWords()
  const id = useId()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()

  async function confirm() {
    setBusy(true)
    setProblem(undefined)
    try {
      await onConfirm(reason.trim())
    } catch (refusal) {
      setProblem(refusal)
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={title}
      okText={words.confirm}
      cancelText={words.cancel}
      confirmLoading={busy}
      okButtonProps={{ disabled: reason.trim() === '' }}
      onOk={confirm}
      onCancel={onCancel}
    >
      {text !== undefined && <p>{text}</p>}
      <div className={styles.comment}>
        <label htmlFor={id}>{words.reason}</label>
        <Input.TextArea
          id={id}
          rows={3}
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      {problem !== undefined && <Alert type="error" showIcon role="alert" title={explain(problem).title} />}
    </Modal>
  )
}
