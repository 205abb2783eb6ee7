import { ArrowLeftOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useWords } from '../i18n/locale.tsx'
import { clientWords } from '../words.ts'
import { usePageTitle } from './page-title.ts'
import styles from './shell.module.css'

export interface PageHeaderProps {
  readonly title: string
  /** Where the arrow leads. */
  readonly back?: string | undefined
  /** Beside the title, e.g. a state. */
  readonly aside?: ReactNode
  readonly actions?: ReactNode
}

/** The page's one `h1`, also its title in the browser's tab. */
export function PageHeader({ title, back, aside, actions }: PageHeaderProps) {
  const words = useWords(clientWords)
  usePageTitle(title)
  return (
    <div className={styles.pageHeader}>
      {back && (
        <Link to={back} className={styles.back} aria-label={words.back}>
          <ArrowLeftOutlined aria-hidden="true" />
        </Link>
      )}
      <h1>{title}</h1>
      {aside}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
