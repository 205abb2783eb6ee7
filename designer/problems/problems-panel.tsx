import { CheckCircleFilled, DownOutlined, RightOutlined } from '@ant-design/icons'
import { useId, useState } from 'react'
import { useWords } from '#runtime/client'
import { FindingList, type FindingListProps } from './finding-list.tsx'
import { problemWords } from './problem-words.ts'
import styles from './problems.module.css'

export interface ProblemsPanelProps extends Omit<FindingListProps, 'findings'> {
  /** Nothing while it is not known what they are. */
  readonly findings: FindingListProps['findings'] | undefined
}

/** The bottom of an editor: how many problems there are, and the list of them when opened. */
export function ProblemsPanel({ findings, ...props }: ProblemsPanelProps) {
  const words = useWords(problemWords)
  const id = useId()
  const [open, setOpen] = useState(true)
  if (!findings) return null
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.length - errors
  if (findings.length === 0) {
    return (
      <section className={styles.panel} aria-label={words.problems}>
        <p className={styles.none} role="status">
          <CheckCircleFilled aria-hidden="true" /> {words.none}
        </p>
      </section>
    )
  }
  return (
    <section className={styles.panel} aria-label={words.problems}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen((shown) => !shown)}
      >
        {open ? <DownOutlined aria-hidden="true" /> : <RightOutlined aria-hidden="true" />}
        <strong>{words.problems}</strong>
        <span role="status">
          {errors > 0 && <span className={styles.error}>{words.errors(errors)}</span>}{' '}
          {warnings > 0 && <span className={styles.warning}>{words.warnings(warnings)}</span>}
        </span>
      </button>
      {open && (
        <div id={id} className={styles.body}>
          <FindingList findings={findings} {...props} />
        </div>
      )}
    </section>
  )
}
