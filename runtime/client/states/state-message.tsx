import type { ReactNode } from 'react'
import styles from './states.module.css'

export interface StateMessageProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text?: string | undefined
  readonly role?: 'alert' | 'status' | undefined
  /** True where it stands for the whole page, which then gets its heading. */
  readonly page?: boolean | undefined
  readonly children?: ReactNode
}

/** A sign, a sentence and what can be done, where content would have been. */
export function StateMessage({ icon, title, text, role, page = false, children }: StateMessageProps) {
  return (
    <div className={styles.message} role={role}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      {page ? <h1 className={styles.title}>{title}</h1> : <p className={styles.title}>{title}</p>}
      {text && <p className={styles.text}>{text}</p>}
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  )
}
