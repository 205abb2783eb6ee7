import { ClockCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons'
import { dueWords, momentWords, useLocale, useNow, useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'
import styles from './parts.module.css'

/** How much time is left, in words and colour; the exact moment as a tooltip. */
export function DueTag({ due }: { readonly due: string | undefined }) {
  const words = useWords(workbenchWords)
  const { locale } = useLocale()
  const now = useNow()
  if (!due) return <span className={styles.due}>{words.noDue}</span>
  const { text, urgency } = dueWords(due, locale, now)
  return (
    <span className={`${styles.due} ${styles[urgency]}`} title={words.dueAt(momentWords(due, locale, now))}>
      {urgency === 'overdue' ? (
        <ExclamationCircleOutlined aria-hidden="true" />
      ) : (
        <ClockCircleOutlined aria-hidden="true" />
      )}
      {text}
    </span>
  )
}
