import { Alert, Input, Modal } from 'antd'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useErrorWords, useWords } from '#runtime/client'
import { operationWords } from '../operation-words.ts'
import styles from '../operations.module.css'

export interface ReasonDialogProps {
  readonly open: boolean
  readonly title: string
  /** What it means, before anything is lost. */
  readonly text: string
  readonly confirm: string
  readonly danger?: boolean
  /** Asks for a purpose rather than a reason. */
  readonly purpose?: boolean
  /** What else is asked; says itself what is missing. */
  readonly children?: ReactNode
  /** False where what else is asked is not complete. */
  readonly ready?: boolean
  readonly onClose: () => void
  /** In place of `onClose`, once it is carried out. */
  readonly onDone?: () => void
  /** `requestId` names this intent: sent twice, it is done once. */
  readonly onConfirm: (why: { readonly reason: string; readonly requestId: string }) => Promise<void>
}

/** Says what an operation means, asks why, and carries it out. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { open, title, text, confirm, danger = false, purpose = false, children, ready = true } = props
  const { onClose, onDone = onClose, onConfirm } = props
  const words = useWords(operationWords)
  const errorWords = useErrorWords()
  const id = useId()
  const requestId = useRef('')
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const missing = asked && reason.trim() === ''

  useEffect(() => {
    if (!open) return
    requestId.current = newRequestId()
    setReason('')
    setAsked(false)
    setBusy(false)
    setError(undefined)
  }, [open])

  async function carryOut() {
    setAsked(true)
    if (reason.trim() === '' || !ready || busy) return
    setBusy(true)
    setError(undefined)
    try {
      await onConfirm({ reason: reason.trim(), requestId: requestId.current })
      onDone()
    } catch (refusal) {
      setError(refusal)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open={open}
      title={title}
      okText={confirm}
      cancelText={words.cancel}
      okButtonProps={{ danger, loading: busy, disabled: asked && !ready }}
      cancelButtonProps={{ disabled: busy }}
      onOk={() => void carryOut()}
      onCancel={onClose}
      destroyOnHidden
    >
      <div className={styles.dialog}>
        <p>{text}</p>
        {children}
        <label htmlFor={id}>{purpose ? words.purpose : words.reason}</label>
        <Input.TextArea
          id={id}
          rows={3}
          maxLength={500}
          value={reason}
          status={missing ? 'error' : ''}
          aria-invalid={missing}
          aria-describedby={`${id}-help`}
          onChange={(event) => setReason(event.target.value)}
        />
        <span id={`${id}-help`} className={missing ? styles.problem : styles.faint}>
          {missing ? words.reasonNeeded : words.reasonHelp}
        </span>
        {error !== undefined && <Alert type="error" showIcon role="alert" title={errorWords(error).text} />}
      </div>
    </Modal>
  )
}

/** Names one intent. Works on plain HTTP too, unlike `randomUUID`. */
export function newRequestId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
