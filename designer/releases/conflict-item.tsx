import { Radio } from 'antd'
import type { UpgradeConflict } from '#runtime/api'
import { useLocale, useLocalize, useWords } from '#runtime/client'
import { releaseWords } from './release-words.ts'
import styles from './releases.module.css'
import { valueText } from './value-text.ts'

export interface ConflictItemProps {
  readonly conflict: UpgradeConflict
  /** Left out where it is only shown. */
  readonly onChoose?: (choice: 'below' | 'here') => void
  readonly busy?: boolean
}

/** What a region and what lies above it both changed: the sentence, the values, and the choice. */
export function ConflictItem({ conflict, onChoose, busy = false }: ConflictItemProps) {
  const words = useWords(releaseWords)
  const say = useLocalize()
  const { locale } = useLocale()
  const { layerTitle, kind, title, message, was, below, here, choices } = conflict
  const values = [
    [words.was, was],
    [words.below, below],
    [words.here, here],
  ] as const
  return (
    <li className={styles.conflict}>
      <p className={styles.faint}>
        {layerTitle && `${say(layerTitle)} · `}
        {words[`kind_${kind}`]} · {say(title)}
      </p>
      <p className={styles.said}>{say(message)}</p>
      <dl className={styles.values}>
        {values.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{valueText(value, locale) || words.nothingThere}</dd>
          </div>
        ))}
      </dl>
      {onChoose && (
        <Radio.Group
          aria-label={say(message)}
          value={null}
          disabled={busy}
          onChange={({ target }) => onChoose(target.value as 'below' | 'here')}
          options={choices.map(({ choice, title: label }) => ({ value: choice, label: say(label) }))}
        />
      )}
    </li>
  )
}
