import type { ReactNode } from 'react'
import styles from './parts.module.css'

export interface Fact {
  readonly name: string
  readonly value: ReactNode
  /** Takes the whole row on a phone, where it would break. */
  readonly whole?: boolean
}

/** Names and values, side by side as room allows. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value, whole }) => (
        <div key={name} className={whole ? styles.whole : undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
