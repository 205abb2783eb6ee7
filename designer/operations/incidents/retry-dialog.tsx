import { Alert, Button, Modal, Progress } from 'antd'
import { useState } from 'react'
import type { Incident } from '#runtime/api'
import { useApi, useWords } from '#runtime/client'
import { operationWords } from '../operation-words.ts'
import styles from '../operations.module.css'
import { ReasonDialog } from '../parts/reason-dialog.tsx'

export interface RetryDialogProps {
  readonly open: boolean
  readonly incidents: readonly Incident[]
  readonly onClose: () => void
}

const atOnce = 20

interface Retried {
  readonly count: number
  readonly done: number
  readonly failed: readonly Incident[]
  readonly finished: boolean
}

/** Tries the chosen incidents again, a few at a time, and lists those that could not be. */
export function RetryDialog({ open, incidents, onClose }: RetryDialogProps) {
  const words = useWords(operationWords)
  const api = useApi()
  const [retried, setRetried] = useState<Retried>()

  async function retry(reason: string) {
    let now: Retried = { count: incidents.length, done: 0, failed: [], finished: false }
    setRetried(now)
    try {
      for (let from = 0; from < incidents.length; from += atOnce) {
        const some = incidents.slice(from, from + atOnce)
        const { items } = await api('POST /api/incidents/retry', {
          body: { incidentIds: some.map(({ id }) => id), reason },
        })
        const failed = some.filter(({ id }) => !items.find((one) => one.id === id)?.done)
        now = { ...now, done: now.done + some.length - failed.length, failed: [...now.failed, ...failed] }
        setRetried(now)
      }
      setRetried({ ...now, finished: true })
    } catch (error) {
      setRetried(undefined)
      throw error
    }
  }

  const close = () => {
    setRetried(undefined)
    onClose()
  }
  if (!retried) {
    return (
      <ReasonDialog
        open={open}
        title={words.retryTitle}
        text={words.retryText(incidents.length)}
        confirm={words.retry}
        onClose={onClose}
        onDone={() => {}}
        onConfirm={({ reason }) => retry(reason)}
      />
    )
  }
  const { count, done, failed, finished } = retried
  return (
    <Modal
      open
      title={words.retryTitle}
      closable={finished}
      mask={{ closable: false }}
      onCancel={close}
      footer={
        <Button type="primary" disabled={!finished} onClick={close}>
          {words.close}
        </Button>
      }
    >
      <div className={styles.dialog} aria-live="polite">
        <Progress percent={Math.round(((done + failed.length) / Math.max(1, count)) * 100)} showInfo={false} />
        {!finished && <p>{words.retrying(done + failed.length, count)}</p>}
        {finished && failed.length === 0 && <Alert type="success" showIcon title={words.retriedAll(done)} />}
        {finished && failed.length > 0 && (
          <>
            <Alert type="warning" showIcon title={words.retriedSome(done, failed.length)} />
            <ul className={styles.plain}>
              {failed.map(({ id, caseNumber, caseTitle }) => (
                <li key={id}>
                  {caseNumber} · {caseTitle}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Modal>
  )
}
