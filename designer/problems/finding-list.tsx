import { CloseCircleFilled, WarningFilled } from '@ant-design/icons'
import { Button } from 'antd'
import type { Finding, LocalizedText } from '#findings'
import { useLocalize, useWords } from '#runtime/client'
import { problemWords } from './problem-words.ts'
import styles from './problems.module.css'

/** A change that mends a finding. */
export interface FindingFix {
  readonly title: LocalizedText
  readonly apply: () => void
}

export interface FindingListProps {
  readonly findings: readonly Finding[]
  /** How the node of a finding is called, where it is known. */
  readonly nodeName?: (node: string) => string | undefined
  /** What mends a finding at once, where something does. */
  readonly fixOf?: (finding: Finding) => FindingFix | undefined
  /** Shows the node a finding is about. */
  readonly onJump?: (finding: Finding) => void
}

/** What was found, the errors first, each with what to do about it. */
export function FindingList({ findings, nodeName, fixOf, onJump }: FindingListProps) {
  const words = useWords(problemWords)
  const say = useLocalize()
  const sorted = [...findings].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
  return (
    <ul className={styles.list}>
      {sorted.map((finding, index) => {
        const { severity, message, remedy, node } = finding
        const name = node && nodeName?.(node)
        const fix = fixOf?.(finding)
        const content = (
          <>
            <span className={styles[severity]} role="img" aria-label={words[severity]}>
              {severity === 'error' ? <CloseCircleFilled /> : <WarningFilled />}
            </span>
            <span>
              {name && !say(message).includes(name) && <strong>{words.about(name)}</strong>}
              {say(message)}
              <span className={styles.remedy}>{say(remedy)}</span>
            </span>
          </>
        )
        // Two findings may be the same in every respect, so their place in the list is all that tells them apart.
        const key = `${index}:${finding.code}:${node ?? ''}`
        return (
          <li key={key} className={styles.row}>
            {node && onJump ? (
              <button type="button" className={styles.finding} onClick={() => onJump(finding)}>
                {content}
              </button>
            ) : (
              <div className={styles.finding}>{content}</div>
            )}
            {fix && (
              <Button size="small" className={styles.fix ?? ''} onClick={fix.apply}>
                {say(fix.title)}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
