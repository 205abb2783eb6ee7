import { Link, useNavigate } from 'react-router'
import type { CaseSummary } from '#runtime/api'
import { momentWords, RegionName, useLocale, useLocalize, useWords } from '#runtime/client'
import { StatusTag } from '../parts/status-tag.tsx'
import { workbenchWords } from '../words.ts'
import styles from './cases.module.css'

/** Cases line by line; a click anywhere in a line opens it, the keyboard goes by the number. */
export function CaseTable({ found }: { readonly found: readonly CaseSummary[] }) {
  const words = useWords(workbenchWords)
  const localize = useLocalize()
  const { locale } = useLocale()
  const navigate = useNavigate()
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{words.caseNumber}</th>
          <th scope="col">{words.caseTitle}</th>
          <th scope="col">{words.process}</th>
          <th scope="col">{words.region}</th>
          <th scope="col">{words.status}</th>
          <th scope="col">{words.startedBy}</th>
          <th scope="col">{words.startedAt}</th>
        </tr>
      </thead>
      <tbody>
        {found.map((one) => {
          const to = `/cases/${encodeURIComponent(one.id)}`
          return (
            <tr key={one.id} onClick={(event) => !(event.target instanceof HTMLAnchorElement) && navigate(to)}>
              <td>
                <Link to={to}>{one.number}</Link>
              </td>
              <td className={styles.wide}>{one.title}</td>
              <td>{localize(one.processTitle)}</td>
              <td>
                <RegionName code={one.region} name={one.regionName} />
              </td>
              <td>
                <StatusTag status={one.status} />
              </td>
              <td>{one.startedBy}</td>
              <td>{momentWords(one.startedAt, locale)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
