import { InboxOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { StateMessage } from './state-message.tsx'

export interface EmptyStateProps {
  readonly title: string
  readonly text?: string
  /** True where it stands for the whole page. */
  readonly page?: boolean
  readonly children?: ReactNode
}

/** Nothing to show, which is no fault. */
export function EmptyState({ title, text, page, children }: EmptyStateProps) {
  return (
    <StateMessage role="status" page={page} icon={<InboxOutlined aria-hidden="true" />} title={title} text={text}>
      {children}
    </StateMessage>
  )
}
