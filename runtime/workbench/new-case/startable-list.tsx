import { RightOutlined } from '@ant-design/icons'
import { Link } from 'react-router'
import type { Startable } from '#runtime/api'
import { useLocale, useLocalize, useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'
import styles from './new-case.module.css'

/** What can be started, a card each; described only in the reader's language. */
export function StartableList({ startables }: { readonly startables: readonly Startable[] }) {
  const localize = useLocalize()
  const { locale } = useLocale()
  const { listSeparator } = useWords(workbenchWords)
  return (
    <ul className={styles.startables}>
      {startables.map(({ processId, title, description, bundleTitle, regions }) => (
        <li key={processId}>
          <Link to={`/new/${encodeURIComponent(processId)}`} className={styles.startable}>
            <span>
              <strong>{localize(title)}</strong>
              <span>{localize(description?.[locale] ? description : bundleTitle)}</span>
              {regions.length <= 3 && (
                <span className={styles.where}>{regions.map(({ name }) => name).join(listSeparator)}</span>
              )}
            </span>
            <RightOutlined aria-hidden="true" />
          </Link>
        </li>
      ))}
    </ul>
  )
}
