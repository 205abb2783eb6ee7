import { Button, Tag } from 'antd'
import type { JobTypeStanding } from '#runtime/api'
import { momentWords, useLocale, useWords } from '#runtime/client'
import { workerWords } from './worker-words.ts'
import styles from './workers.module.css'

export interface JobTypesProps {
  readonly types: readonly JobTypeStanding[]
  readonly onRegister: (type: string) => void
}

const colours = { plugin: 'default', worker: 'blue', nobody: 'error' } as const
const mostCounted = 1000

/** The job types that have jobs now, and who does them. */
export function JobTypes({ types, onRegister }: JobTypesProps) {
  const words = useWords(workerWords)
  const { locale } = useLocale()
  const count = (jobs: number) => (jobs >= mostCounted ? words.many : String(jobs))
  return (
    <section className={styles.card} aria-label={words.typesTitle}>
      <h2>{words.typesTitle}</h2>
      {types.length === 0 && <p className={styles.none}>{words.typesNone}</p>}
      <ul className={styles.list}>
        {types.map(({ type, servedBy, workers, waiting, held, since }) => (
          <li key={type}>
            <div className={styles.what}>
              <p className={styles.name}>
                {type}
                <Tag color={colours[servedBy]}>{workers.length > 0 ? workers.join('、') : words[servedBy]}</Tag>
              </p>
              <dl className={styles.facts}>
                <div>
                  <dt>{words.waiting}</dt>
                  <dd>{count(waiting)}</dd>
                </div>
                <div>
                  <dt>{words.held}</dt>
                  <dd>{count(held)}</dd>
                </div>
                {since && (
                  <div>
                    <dt>{words.since}</dt>
                    <dd>{momentWords(since, locale)}</dd>
                  </div>
                )}
              </dl>
            </div>
            {servedBy === 'nobody' && <Button onClick={() => onRegister(type)}>{words.add}</Button>}
          </li>
        ))}
      </ul>
    </section>
  )
}
