import type { CaseSummary } from '#runtime/api'
import { useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'
import styles from './parts.module.css'

/** Where a case or a task stands. */
export function StatusTag({ status }: { readonly status: CaseSummary['status'] }) {
  const words = useWords(workbenchWords)
  return <span className={`${styles.status} ${styles[status]}`}>{words[status]}</span>
}
