import { Suspense } from 'react'
import { Outlet } from 'react-router'
import { Loading, useWide } from '#runtime/client'
import { useTaskId } from '../task/task-path.ts'
import styles from './inbox.module.css'
import { InboxList } from './inbox-list.tsx'

/** List and task side by side where there is room; one after the other elsewhere. */
export function InboxLayout() {
  const wide = useWide()
  const taskId = useTaskId()
  if (!wide) return taskId ? <Detail /> : <InboxList />
  return (
    <div className={styles.sides}>
      <div className={styles.listSide}>
        <InboxList current={taskId} />
      </div>
      <div className={styles.detailSide}>
        <Detail />
      </div>
    </div>
  )
}

const Detail = () => (
  <Suspense fallback={<Loading />}>
    <Outlet />
  </Suspense>
)
