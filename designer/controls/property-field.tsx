import { type ReactNode, useId } from 'react'
import styles from './controls.module.css'

export interface FieldControl {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean | undefined
}

export interface PropertyFieldProps {
  readonly label: string
  readonly help?: string | undefined
  readonly problem?: string | undefined
  readonly children: (control: FieldControl) => ReactNode
}

/** A label, its control, and below it what is wrong or, failing that, what to enter. */
export function PropertyField({ label, help, problem, children }: PropertyFieldProps) {
  const id = useId()
  const note = problem ?? help
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': note ? `${id}-note` : undefined,
        'aria-invalid': problem ? true : undefined,
      })}
      {note && (
        <span id={`${id}-note`} className={problem ? styles.problem : styles.help} role={problem ? 'alert' : undefined}>
          {note}
        </span>
      )}
    </div>
  )
}
