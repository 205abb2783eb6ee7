import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useApi, useWords } from '#runtime/client'
import { Panel } from '../parts/panel.tsx'
import { workbenchWords } from '../words.ts'
import { CaseRow } from './case-row.tsx'
import styles from './cases.module.css'

/** The newest cases; nothing while there are none. */
export function RecentCases() {
  const words = useWords(workbenchWords)
  const api = useApi()
  const { data } = useQuery({
    queryKey: ['cases', 'recent'],
    queryFn: ({ signal }) => api('GET /api/cases', { query: { limit: 8 }, signal }),
  })
  return (
    data &&
    data.items.length > 0 && (
      <Panel title={words.recentCases} actions={<Link to="/cases">{words.allCases}</Link>}>
        <ul className={styles.recent}>
          {data.items.map((found) => (
            <CaseRow key={found.id} found={found} />
          ))}
        </ul>
      </Panel>
    )
  )
}
