import type { ReactNode } from 'react'
import styles from './parts.module.css'

export interface Fact {
  readonly name: string
  readonly value: ReactNode
}

/** Names and values, side by side as room allows. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
