import { Alert, Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { ApiError, useErrorWords, useWords } from '#runtime/client'
import { FindingList } from '../problems/finding-list.tsx'
import { releaseWords } from './release-words.ts'
import styles from './releases.module.css'

export interface PublishFormProps {
  /** While there are errors, or it is not known yet. */
  readonly disabled: boolean
  /** What the button says; to publish where left out. */
  readonly label?: string
  /** What it means; that new cases use it where left out. */
  readonly consequence?: string
  readonly onPublish: (comment: string) => Promise<void>
}

/** Asks why, says what publishing means, and publishes. */
export function PublishForm({ disabled, label, consequence, onPublish }: PublishFormProps) {
  const words = useWords(releaseWords)
  const errorWords = useErrorWords()
  const id = useId()
  const [comment, setComment] = useState('')
  const [asked, setAsked] = useState(false)
  const [publishing, setPublishing] = useState(false)
  const [error, setError] = useState<unknown>()
  const missing = asked && !comment.trim()

  async function publish(event: FormEvent) {
    event.preventDefault()
    setAsked(true)
    if (!comment.trim() || publishing) return
    setPublishing(true)
    setError(undefined)
    try {
      await onPublish(comment.trim())
    } catch (refusal) {
      setError(refusal)
      setPublishing(false)
    }
  }

  return (
    <form className={styles.comment} onSubmit={publish} noValidate>
      <label htmlFor={id}>{words.comment}</label>
      <Input.TextArea
        id={id}
        rows={4}
        maxLength={500}
        value={comment}
        status={missing ? 'error' : ''}
        aria-invalid={missing}
        aria-describedby={`${id}-help`}
        onChange={(event) => setComment(event.target.value)}
      />
      <span id={`${id}-help`} className={missing ? styles.problem : styles.faint}>
        {missing ? words.commentNeeded : words.commentHelp}
      </span>
      <p className={styles.consequence}>{consequence ?? words.consequence}</p>
      {error !== undefined && <Alert type="error" showIcon role="alert" title={errorWords(error).text} />}
      {error instanceof ApiError && error.findings.length > 0 && <FindingList findings={error.findings} />}
      <Button type="primary" htmlType="submit" size="large" disabled={disabled} loading={publishing}>
        {label ?? words.publish}
      </Button>
    </form>
  )
}
