import type { ReactNode } from 'react'
import type { LocalizedText } from '#findings'
import { useOpenForm, useText } from './form-context.ts'

export interface GroupTitleProps {
  readonly id: string
  readonly title: LocalizedText
  readonly isRequired: boolean
  readonly children?: ReactNode
}

/** The heading of a repeated group. */
export function GroupTitle({ id, title, isRequired, children }: GroupTitleProps) {
  const { words } = useOpenForm()
  const text = useText()
  return (
    <h3 className="gz-heading" id={id}>
      {text(title)}
      {isRequired ? (
        <span className="gz-required">
          <span aria-hidden="true">*</span>
          <span className="gz-unseen">{words.required}</span>
        </span>
      ) : null}
      {children}
    </h3>
  )
}
