import { Button, Input, Modal } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { useErrorWords, useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'
import styles from './masked.module.css'

export interface RevealDialogProps {
  /** What was said the last time. */
  readonly lastPurpose: string
  /** Gives what to show right here; nothing where it stands on the page from now on. */
  readonly onReveal: (purpose: string) => Promise<string | undefined>
  readonly onClose: () => void
}

/** Asks what a masked answer is needed for, and shows it. */
export function RevealDialog({ lastPurpose, onReveal, onClose }: RevealDialogProps) {
  const words = useWords(workbenchWords)
  const errorWords = useErrorWords()
  const id = useId()
  const [purpose, setPurpose] = useState(lastPurpose)
  const [value, setValue] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (purpose.trim().length < 2) return setProblem(words.purposeNeeded)
    setBusy(true)
    setProblem(undefined)
    try {
      const shown = await onReveal(purpose.trim())
      if (shown === undefined) onClose()
      else setValue(shown)
    } catch (error) {
      setProblem(errorWords(error).text)
    } finally {
      setBusy(false)
    }
  }
  const usual = [words.purposeIdentity, words.purposeContact, words.purposeInspection, words.purposeReview]

  return (
    <Modal open title={words.revealTitle} onCancel={onClose} footer={null} width={440} centered>
      {value === undefined ? (
        <form className={styles.dialog} onSubmit={submit} noValidate>
          <p>{words.revealText}</p>
          <div className={styles.usual}>
            {usual.map((one) => (
              <Button
                key={one}
                type={purpose === one ? 'primary' : 'default'}
                aria-pressed={purpose === one}
                onClick={() => setPurpose(one)}
              >
                {one}
              </Button>
            ))}
          </div>
          <label htmlFor={id}>{words.purpose}</label>
          <Input
            id={id}
            value={purpose}
            maxLength={200}
            autoFocus
            autoComplete="off"
            status={problem ? 'error' : undefined}
            aria-invalid={problem !== undefined}
            aria-describedby={problem ? `${id}-problem` : undefined}
            onChange={({ target }) => setPurpose(target.value)}
          />
          {problem && (
            <p id={`${id}-problem`} role="alert" className={styles.problem}>
              {problem}
            </p>
          )}
          <div className={styles.actions}>
            <Button onClick={onClose}>{words.cancel}</Button>
            <Button type="primary" htmlType="submit" loading={isBusy}>
              {words.reveal}
            </Button>
          </div>
        </form>
      ) : (
        <div className={styles.dialog}>
          <p className={styles.value} role="status">
            {value}
          </p>
          <div className={styles.actions}>
            <Button type="primary" onClick={onClose}>
              {words.close}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  )
}
