import { useWords } from '#runtime/client'
import styles from './canvas.module.css'
import { canvasWords } from './canvas-words.ts'
import type { DrawnNode } from './drawn-nodes.ts'

/** Small badges: the rules in words, and how many problems there are. The frame says the same to screen readers. */
export function NodeMarks({ drawn: { rules, problems, severity } }: { readonly drawn: DrawnNode }) {
  const words = useWords(canvasWords)
  return (
    <>
      {rules !== '' && (
        <span className={styles.rule} title={rules} aria-hidden="true">
          <span className={styles.ruleSign}>ƒ</span>
          <span className={styles.ruleWords}>{words.rules(rules.split('\n'))}</span>
        </span>
      )}
      {severity && (
        <span className={styles[severity]} title={words.problems(problems)} aria-hidden="true">
          {problems}
        </span>
      )}
    </>
  )
}
