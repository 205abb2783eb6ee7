import { Alert } from 'antd'
import { useNavigate } from 'react-router'
import type { Finding } from '#findings'
import { useLocalize, useWords } from '#runtime/client'
import { FindingList } from '../problems/finding-list.tsx'
import { findingsOf } from '../problems/findings-of.ts'
import type { Changed } from './changed-list.tsx'
import { releaseWords } from './release-words.ts'
import styles from './releases.module.css'

export interface CheckResultProps {
  readonly findings: readonly Finding[]
  readonly definitions: readonly Changed[]
  readonly region: string
}

/** The verdict, then the findings by definition; one that names a node leads to its editor. */
export function CheckResult({ findings, definitions, region }: CheckResultProps) {
  const words = useWords(releaseWords)
  const say = useLocalize()
  const navigate = useNavigate()
  const errors = findings.some(({ severity }) => severity === 'error')
  const grouped = definitions
    .map((definition) => ({
      definition,
      found: findingsOf(definition.kind, definition.id, findings).filter(({ file }) => file !== undefined),
    }))
    .filter(({ found }) => found.length > 0)
  const known = new Set(grouped.flatMap(({ found }) => found))
  const rest = findings.filter((finding) => !known.has(finding))
  return (
    <>
      <Alert
        showIcon
        role="status"
        type={errors ? 'error' : findings.length > 0 ? 'warning' : 'success'}
        title={errors ? words.blocked : findings.length > 0 ? words.warned : words.clean}
      />
      {grouped.map(({ definition: { kind, id, title }, found }) => (
        <div key={`${kind}/${id}`}>
          <p className={styles.group}>{say(title)}</p>
          <FindingList
            findings={found}
            onJump={({ node }) =>
              navigate(`/${region}/${kind}/${encodeURIComponent(id)}?node=${encodeURIComponent(node ?? '')}`)
            }
          />
        </div>
      ))}
      {rest.length > 0 && (
        <div>
          {grouped.length > 0 && <p className={styles.group}>{words.elsewhere}</p>}
          <FindingList findings={rest} />
        </div>
      )}
    </>
  )
}
