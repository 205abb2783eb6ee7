import { Button, Tag } from 'antd'
import type { CaseToken } from '#runtime/api'
import { momentWords, useLocale, useLocalize, useWords } from '#runtime/client'
import { operationWords } from '../operation-words.ts'
import styles from '../operations.module.css'
import type { Asked } from './case-dialogs.tsx'

export interface TokenRowProps {
  readonly token: CaseToken
  /** Then nothing moves until the case is resumed. */
  readonly suspended: boolean
  readonly onAsk: (asked: Asked) => void
}

/** Where a token stands, why it cannot go on where that is so, and what can be done with it. */
export function TokenRow({ token, suspended, onAsk }: TokenRowProps) {
  const words = useWords(operationWords)
  const say = useLocalize()
  const { locale } = useLocale()
  const { elementId, elementName, waitsFor, since, incident, mayAdd } = token
  const standing: Record<CaseToken['waitsFor'], string> = {
    task: words.waitsFor_task,
    job: words.waitsFor_job,
    event: words.waitsFor_event,
    scope: words.waitsFor_scope,
    call: words.waitsFor_call,
    data: words.waitsFor_data,
    incident: words.waitsFor_incident,
  }
  return (
    <li>
      <span className={styles.rowTitle}>
        {(elementName && say(elementName)) || elementId}
        <Tag color={waitsFor === 'incident' ? 'error' : 'processing'}>{standing[waitsFor]}</Tag>
      </span>
      {since && <span className={styles.faint}>{words.since(momentWords(since, locale))}</span>}
      {incident && (
        <>
          <strong className={styles.problem}>{say(incident.title)}</strong>
          <span className={styles.said}>
            {words.toDo}：{say(incident.remedy)}
          </span>
          <span className={styles.said} lang="en">
            {words.said}：{incident.message}
          </span>
        </>
      )}
      {waitsFor !== 'scope' && (
        <div className={styles.buttons}>
          {incident && (
            <Button type="primary" disabled={suspended} onClick={() => onAsk({ what: 'retry', token })}>
              {words.retry}
            </Button>
          )}
          <Button disabled={suspended} onClick={() => onAsk({ what: 'move', token })}>
            {words.move}
          </Button>
          {mayAdd && (
            <Button disabled={suspended} onClick={() => onAsk({ what: 'add', token })}>
              {words.add}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
