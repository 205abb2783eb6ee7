import { Button } from 'antd'
import { useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'
import styles from './parts.module.css'

export interface LoadMoreProps {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => unknown
}

/** The way to the next page of a list, where there is one. */
export function LoadMore({ hasNextPage, isFetchingNextPage, fetchNextPage }: LoadMoreProps) {
  const { loadMore } = useWords(workbenchWords)
  return (
    hasNextPage && (
      <div className={styles.more}>
        <Button block loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {loadMore}
        </Button>
      </div>
    )
  )
}
