import { useWords } from '#runtime/client'
import { RecentCases } from '../cases/recent-cases.tsx'
import { DraftList } from '../drafts/draft-list.tsx'
import { StartableList } from '../new-case/startable-list.tsx'
import { useStartables } from '../new-case/use-startables.ts'
import { Panel } from '../parts/panel.tsx'
import { workbenchWords } from '../words.ts'
import styles from './inbox.module.css'

/** Beside the list while no task is open: what I may start, and the cases of late. */
export function InboxStart() {
  const words = useWords(workbenchWords)
  const { data: startables } = useStartables()
  return (
    <div className={styles.start}>
      <DraftList />
      {startables && startables.length > 0 && (
        <Panel title={words.quickStart}>
          <StartableList startables={startables} />
        </Panel>
      )}
      <RecentCases />
    </div>
  )
}
