import { ReloadOutlined } from '@ant-design/icons'
import { Button, Checkbox } from 'antd'
import type { ReactNode } from 'react'
import { EmptyState, ErrorState, Loading, PageHeader, useWide, useWords } from '#runtime/client'
import { DraftList } from '../drafts/draft-list.tsx'
import { LoadMore } from '../parts/load-more.tsx'
import { RegionSelect } from '../parts/region-select.tsx'
import { workbenchWords } from '../words.ts'
import { CompletedNotice } from './completed-notice.tsx'
import styles from './inbox.module.css'
import { TaskRow } from './task-row.tsx'
import { useInbox, useInboxFilters } from './use-inbox.ts'

/** What waits for me, the most urgent first. `current` is the task that is open beside the list. */
export function InboxList({ current }: { readonly current?: string | undefined }) {
  const words = useWords(workbenchWords)
  const [filters, setFilters] = useInboxFilters()
  const { tasks, error, refetch, isFetching, ...paging } = useInbox(filters)
  const wide = useWide()
  const filtered = Boolean(filters.region || filters.overdue)
  return (
    <>
      {current === undefined && <CompletedNotice next={tasks?.[0]} />}
      <ListHeading open={current !== undefined}>
        <Button
          type="text"
          icon={<ReloadOutlined aria-hidden="true" spin={isFetching} />}
          aria-label={words.refresh}
          onClick={() => refetch()}
        />
      </ListHeading>
      <div className={styles.filters}>
        <RegionSelect value={filters.region} onChange={(region) => setFilters({ ...filters, region })} />
        <Checkbox
          checked={filters.overdue === true}
          onChange={({ target }) => setFilters({ ...filters, overdue: target.checked ? true : undefined })}
        >
          {words.overdueOnly}
        </Checkbox>
      </div>
      {tasks === undefined ? (
        error ? (
          <ErrorState error={error} onRetry={refetch} />
        ) : (
          <Loading />
        )
      ) : tasks.length === 0 ? (
        <EmptyState
          title={filtered ? words.noTasksFiltered : words.noTasks}
          {...(filtered ? {} : { text: words.noTasksText })}
        >
          {filtered && <Button onClick={() => setFilters({})}>{words.clearFilters}</Button>}
        </EmptyState>
      ) : (
        <>
          <ul className={styles.list} aria-label={words.taskList}>
            {tasks.map((task) => (
              <TaskRow key={task.id} task={task} current={task.id === current} />
            ))}
          </ul>
          <LoadMore {...paging} />
        </>
      )}
      {!wide && (
        <div className={styles.draftsBelow}>
          <DraftList />
        </div>
      )}
    </>
  )
}

/** The page's heading, unless a task beside the list has it. */
function ListHeading({ open, children }: { readonly open: boolean; readonly children: ReactNode }) {
  const { inbox } = useWords(workbenchWords)
  return open ? (
    <div className={styles.head}>
      <h2>{inbox}</h2>
      {children}
    </div>
  ) : (
    <PageHeader title={inbox} actions={children} />
  )
}
