import { useMemo, useState } from 'react'
import { diffForms, type FormDefinition } from '#forms'
import { useLocalize, useWords } from '#runtime/client'
import styles from './history.module.css'
import { historyWords } from './history-words.ts'

const shownAtFirst = 3

export interface ChangeListProps {
  readonly from: FormDefinition
  readonly to: FormDefinition
  /** What to say where nothing differs. */
  readonly none: string
}

/** What differs between two states of a form, in words. */
export function ChangeList({ from, to, none }: ChangeListProps) {
  const words = useWords(historyWords)
  const say = useLocalize()
  const [all, setAll] = useState(false)
  const changes = useMemo(() => diffForms(from, to), [from, to])
  if (changes.length === 0) return <p className={styles.quiet}>{none}</p>
  const shown = all ? changes : changes.slice(0, shownAtFirst)
  return (
    <>
      <ul className={styles.changes}>
        {shown.map((change, index) => (
          <li key={`${index}:${change.node ?? ''}`}>{say(change.message)}</li>
        ))}
      </ul>
      {changes.length > shownAtFirst && (
        <button type="button" className={styles.link} onClick={() => setAll((shown) => !shown)}>
          {all ? words.less : words.more(changes.length - shownAtFirst)}
        </button>
      )}
    </>
  )
}
