import type { ReactNode } from 'react'
import styles from './states.module.css'

export interface StateMessageProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text?: string | undefined
  readonly role?: 'alert' | 'status'
  readonly children?: ReactNode
}

/** A sign, a sentence and what can be done, where content would have been. */
export function StateMessage({ icon, title, text, role, children }: StateMessageProps) {
  return (
    <div className={styles.message} role={role}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <p className={styles.title}>{title}</p>
      {text && <p className={styles.text}>{text}</p>}
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  )
}
