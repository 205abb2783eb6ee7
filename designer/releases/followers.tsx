import { Tag } from 'antd'
import type { ReleasePreview } from '#runtime/api'
import { RegionName, useWords } from '#runtime/client'
import { FindingList } from '../problems/finding-list.tsx'
import { ConflictItem } from './conflict-item.tsx'
import { releaseWords } from './release-words.ts'
import styles from './releases.module.css'

/** What publishing means for the regions below that have releases of their own. */
export function Followers({ preview }: { readonly preview: ReleasePreview }) {
  const words = useWords(releaseWords)
  const { followers, moreFollowers } = preview
  return (
    <section className={styles.card}>
      <h2>{words.followers}</h2>
      <p className={styles.faint}>{followers.length === 0 ? words.noFollowers : words.followersIntro}</p>
      <ul className={styles.changes}>
        {followers.map(({ region, regionName, outcome, conflicts, findings }) => (
          <li key={region}>
            <span>
              <RegionName code={region} name={regionName} />
            </span>
            <Tag color={outcome === 'waits' ? 'warning' : outcome === 'follows' ? 'processing' : 'default'}>
              {words[outcome]}
            </Tag>
            {conflicts.length > 0 && (
              <ul style={{ flexBasis: '100%' }}>
                {conflicts.map((conflict) => (
                  <ConflictItem key={`${conflict.kind}/${conflict.id}/${conflict.conflict}`} conflict={conflict} />
                ))}
              </ul>
            )}
            {findings.length > 0 && <FindingList findings={findings} />}
          </li>
        ))}
      </ul>
      {moreFollowers && <p className={styles.faint}>{words.moreFollowers}</p>}
    </section>
  )
}
