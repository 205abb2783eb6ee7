import { Link } from 'react-router'
import type { LocalizedText } from '#findings'
import type { DefinitionKind } from '#runtime/api'
import { momentWords, useLocale, useLocalize, useWords } from '#runtime/client'
import { releaseWords } from './release-words.ts'
import styles from './releases.module.css'

export interface Changed {
  readonly kind: DefinitionKind
  readonly id: string
  readonly title: LocalizedText
  readonly draft?: { readonly by: string; readonly at: string } | undefined
}

/** The definitions a release changes, each a link to it. */
export function ChangedList({ items, region }: { readonly items: readonly Changed[]; readonly region: string }) {
  const words = useWords(releaseWords)
  const say = useLocalize()
  const { locale } = useLocale()
  return (
    <ul className={styles.changes}>
      {items.map(({ kind, id, title, draft }) => (
        <li key={`${kind}/${id}`}>
          <span className={styles.faint}>{words[`kind_${kind}`]}</span>
          <Link to={`/${region}/${kind}/${encodeURIComponent(id)}`}>{say(title)}</Link>
          {draft && <span className={styles.faint}>{words.changedBy(draft.by, momentWords(draft.at, locale))}</span>}
        </li>
      ))}
    </ul>
  )
}
