import { Link, useLocation } from 'react-router'
import type { TaskSummary } from '#runtime/api'
import { RegionName, useLocalize } from '#runtime/client'
import { DueTag } from '../parts/due-tag.tsx'
import { taskPath } from '../task/task-path.ts'
import styles from './inbox.module.css'

export interface TaskRowProps {
  readonly task: TaskSummary
  readonly current?: boolean
  /** Leaves out what the page about the case says already. */
  readonly ofThisCase?: boolean
}

/** One task of the list: what is to be done, for which case, where, until when. */
export function TaskRow({ task, current = false, ofThisCase = false }: TaskRowProps) {
  const localize = useLocalize()
  const { search } = useLocation()
  return (
    <li>
      <Link
        to={{ pathname: taskPath(task.id), search }}
        className={`${styles.row} ${current ? styles.current : ''}`}
        aria-current={current ? 'true' : undefined}
      >
        <span className={styles.rowHead}>
          <strong>{localize(task.name)}</strong>
          <DueTag due={task.due} />
        </span>
        {!ofThisCase && (
          <>
            <span className={styles.rowTitle}>{task.caseTitle}</span>
            <span className={styles.rowFoot}>
              <span>{task.caseNumber}</span>
              <span>
                <RegionName code={task.region} name={task.regionName} />
              </span>
            </span>
          </>
        )}
      </Link>
    </li>
  )
}
