import { WarningOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { ApiError, NetworkError } from '../api/api-error.ts'
import { useWords } from '../i18n/locale.tsx'
import { clientWords } from '../words.ts'
import { useErrorWords } from './error-words.ts'
import { StateMessage } from './state-message.tsx'

export interface ErrorStateProps {
  readonly error: unknown
  readonly onRetry?: (() => unknown) | undefined
  /** True where it stands for the whole page. */
  readonly page?: boolean
  readonly action?: ReactNode
}

/** Says what went wrong where the content would have been, and what can be done now. */
export function ErrorState({ error, onRetry, page, action }: ErrorStateProps) {
  const words = useWords(clientWords)
  const { title, text, requestId, mayRetry } = useErrorWords()(error)
  const crashed = !(error instanceof ApiError) && !(error instanceof NetworkError)
  return (
    <StateMessage role="alert" page={page} icon={<WarningOutlined aria-hidden="true" />} title={title} text={text}>
      {requestId && <p>{words.requestNumber(requestId)}</p>}
      {mayRetry && onRetry && <Button onClick={() => onRetry()}>{words.retry}</Button>}
      {crashed && (
        <Button type="primary" onClick={() => location.reload()}>
          {words.reload}
        </Button>
      )}
      {action}
    </StateMessage>
  )
}
