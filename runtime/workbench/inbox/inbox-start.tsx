import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useApi, useWords } from '#runtime/client'
import { CaseRow } from '../cases/case-row.tsx'
import { StartableList } from '../new-case/startable-list.tsx'
import { useStartables } from '../new-case/use-startables.ts'
import { Panel } from '../parts/panel.tsx'
import { workbenchWords } from '../words.ts'
import styles from './inbox.module.css'

/** Beside the list while no task is open: what I may start, and the cases of late. */
export function InboxStart() {
  const words = useWords(workbenchWords)
  const api = useApi()
  const { data: startables } = useStartables()
  const { data: recent } = useQuery({
    queryKey: ['cases', 'recent'],
    queryFn: ({ signal }) => api('GET /api/cases', { query: { limit: 8 }, signal }),
  })
  return (
    <div className={styles.start}>
      {startables && startables.length > 0 && (
        <Panel title={words.quickStart}>
          <StartableList startables={startables} />
        </Panel>
      )}
      {recent && recent.items.length > 0 && (
        <Panel title={words.recentCases} actions={<Link to="/cases">{words.allCases}</Link>}>
          <ul className={styles.recent}>
            {recent.items.map((found) => (
              <CaseRow key={found.id} found={found} />
            ))}
          </ul>
        </Panel>
      )}
    </div>
  )
}
