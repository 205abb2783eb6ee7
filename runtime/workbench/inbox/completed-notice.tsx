import { CloseOutlined } from '@ant-design/icons'
import { Alert } from 'antd'
import { useEffect, useRef } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import type { TaskSummary } from '#runtime/api'
import { useWords } from '#runtime/client'
import { taskPath } from '../task/task-path.ts'
import { workbenchWords } from '../words.ts'
import styles from './inbox.module.css'

/** What the task page hands over in the history entry when its task has been submitted. */
export interface Completed {
  readonly completed: { readonly taskName: string; readonly caseId: string; readonly caseNumber: string }
}

/** Confirms the task just submitted, and leads to its case and to the next task. */
export function CompletedNotice({ next }: { readonly next: TaskSummary | undefined }) {
  const words = useWords(workbenchWords)
  const navigate = useNavigate()
  const { state, search } = useLocation()
  const notice = useRef<HTMLDivElement>(null)
  const completed = isCompleted(state) ? state.completed : undefined
  useEffect(() => {
    if (completed) notice.current?.focus()
  }, [completed])
  if (!completed) return null
  return (
    <div ref={notice} tabIndex={-1} role="status" className={styles.notice}>
      <Alert
        type="success"
        showIcon
        closable={{ closeIcon: <CloseOutlined aria-hidden="true" />, 'aria-label': words.close }}
        onClose={() => navigate({ search }, { replace: true, state: null })}
        title={words.submittedTask(completed.taskName, completed.caseNumber)}
        description={
          <span className={styles.noticeLinks}>
            <Link to={`/cases/${encodeURIComponent(completed.caseId)}`}>{words.viewCase}</Link>
            {next && <Link to={{ pathname: taskPath(next.id), search }}>{words.nextTask}</Link>}
          </span>
        }
      />
    </div>
  )
}

function isCompleted(state: unknown): state is Completed {
  return typeof state === 'object' && state !== null && 'completed' in state
}
