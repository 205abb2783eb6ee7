import { NavLink } from 'react-router'
import { useSession, useWords } from '#runtime/client'
import { useRegion } from '../app/use-region.ts'
import { operationWords } from '../operations/operation-words.ts'
import { workerWords } from '../workers/worker-words.ts'
import styles from './running.module.css'
import { runningWords } from './running-words.ts'

/** The pages of the section 运行. */
export function SectionTabs() {
  const words = useWords(runningWords)
  const { title: workers } = useWords(workerWords)
  const { code } = useRegion()
  const operations = useWords(operationWords)
  const { mayOperate } = useSession().me
  const home = `/${code}/operations`
  const tabs = [
    ...(mayOperate
      ? [
          { to: home, label: operations.incidents },
          { to: `${home}/cases`, label: operations.cases },
          { to: `${home}/processes`, label: operations.processes },
          { to: `${home}/migrations`, label: operations.migrations },
        ]
      : []),
    { to: `/${code}/running`, label: words.title },
    { to: `/${code}/workers`, label: workers },
  ]
  return (
    <nav className={styles.tabs} aria-label={words.parts}>
      {tabs.map(({ to, label }) => (
        <NavLink key={to} to={to} end>
          {label}
        </NavLink>
      ))}
    </nav>
  )
}
