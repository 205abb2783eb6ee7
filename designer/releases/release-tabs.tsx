import { NavLink } from 'react-router'
import { useWords } from '#runtime/client'
import { useRegion } from '../app/use-region.ts'
import styles from '../running/running.module.css'
import { releaseWords } from './release-words.ts'

/** The pages of the section 发布记录. */
export function ReleaseTabs() {
  const words = useWords(releaseWords)
  const { code } = useRegion()
  const tabs = [
    { to: `/${code}/releases`, label: words.publications },
    { to: `/${code}/regions`, label: words.regionsTitle },
    { to: `/${code}/upgrade`, label: words.upgradeTitle },
  ]
  return (
    <nav className={styles.tabs} aria-label={words.publications}>
      {tabs.map(({ to, label }) => (
        <NavLink key={to} to={to} end>
          {label}
        </NavLink>
      ))}
    </nav>
  )
}
