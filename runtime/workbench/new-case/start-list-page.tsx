import { EmptyState, ErrorState, Loading, PageHeader, useWords } from '#runtime/client'
import { RecentCases } from '../cases/recent-cases.tsx'
import { DraftList } from '../drafts/draft-list.tsx'
import { workbenchWords } from '../words.ts'
import styles from './new-case.module.css'
import { StartableList } from './startable-list.tsx'
import { useStartables } from './use-startables.ts'

/** Choosing what to start. */
export function StartListPage() {
  const words = useWords(workbenchWords)
  const { data: startables, error, refetch } = useStartables()
  return (
    <>
      <PageHeader title={words.newCase} />
      {startables === undefined ? (
        error ? (
          <ErrorState error={error} onRetry={refetch} />
        ) : (
          <Loading />
        )
      ) : startables.length === 0 ? (
        <EmptyState title={words.nothingToStart} text={words.nothingToStartText} />
      ) : (
        <div className={styles.choice}>
          <DraftList />
          <p className={styles.lead}>{words.chooseWhat}</p>
          <StartableList startables={startables} />
          <RecentCases />
        </div>
      )}
    </>
  )
}
