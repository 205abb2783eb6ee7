import { Link } from 'react-router'
import type { CaseSummary } from '#runtime/api'
import { momentWords, RegionName, useLocale, useLocalize } from '#runtime/client'
import { StatusTag } from '../parts/status-tag.tsx'
import styles from './cases.module.css'

/** One case as a card. */
export function CaseRow({ found }: { readonly found: CaseSummary }) {
  const localize = useLocalize()
  const { locale } = useLocale()
  return (
    <li>
      <Link to={`/cases/${encodeURIComponent(found.id)}`} className={styles.card}>
        <span className={styles.cardHead}>
          <strong>{found.title}</strong>
          <StatusTag status={found.status} />
        </span>
        <span className={styles.cardFoot}>
          <span>{found.number}</span>
          <span>{localize(found.processTitle)}</span>
          <span>
            <RegionName code={found.region} name={found.regionName} />
          </span>
          <span>{momentWords(found.startedAt, locale)}</span>
        </span>
      </Link>
    </li>
  )
}
