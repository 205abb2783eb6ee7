import { Button } from 'antd'
import { useWords } from '#runtime/client'
import { operationWords } from '../operation-words.ts'
import styles from '../operations.module.css'

export interface MoreButtonProps {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => unknown
}

/** The way to the next page of a list, where there is one. */
export function MoreButton({ hasNextPage, isFetchingNextPage, fetchNextPage }: MoreButtonProps) {
  const { more } = useWords(operationWords)
  if (!hasNextPage) return null
  return (
    <div className={styles.more}>
      <Button block loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
        {more}
      </Button>
    </div>
  )
}
