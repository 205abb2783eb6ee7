import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { Link } from 'react-router'
import type { MigrationRun } from '#runtime/api'
import { EmptyState, ErrorState, Loading, momentWords, RegionName, useApi, useLocale, useWords } from '#runtime/client'
import { useRegion } from '../../app/use-region.ts'
import styles from '../operations.module.css'
import { MoreButton } from '../parts/more-button.tsx'
import { OperationsHeader } from '../parts/operations-header.tsx'
import { migrationWords } from './migration-words.ts'

/** The migrations of the region, newest first. */
export function MigrationsPage() {
  const words = useWords(migrationWords)
  const { locale } = useLocale()
  const region = useRegion()
  const api = useApi()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['migrations', region.code],
    queryFn: ({ pageParam }) => api('GET /api/migrations', { query: { region: region.code, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })
  const runs = data?.pages.flatMap(({ items }) => items)
  const home = `/${region.code}/operations/migrations`
  return (
    <>
      <OperationsHeader
        page="migrations"
        actions={
          <Link to={`${home}/new`}>
            <Button type="primary">{words.create}</Button>
          </Link>
        }
      />
      <p className={styles.intro}>{words.intro}</p>
      {!runs && (error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />)}
      {runs?.length === 0 && <EmptyState title={words.none} text={words.noneText} />}
      {runs && runs.length > 0 && (
        <ul className={styles.list}>
          {runs.map((run) => (
            <li key={run.id} className={styles.row}>
              <div className={styles.rowMain}>
                <span className={styles.rowTitle}>
                  {run.reason} <StateTag state={run.state} />
                </span>
                <span className={styles.faint}>
                  <RegionName code={run.region} name={run.regionName} /> · {words.cases(run.total)} ·{' '}
                  {words.by(run.by, momentWords(run.at, locale))}
                </span>
              </div>
              <div className={styles.rowActions}>
                <Link to={`${home}/${run.id}`}>
                  <Button>{words.openRun}</Button>
                </Link>
              </div>
            </li>
          ))}
        </ul>
      )}
      <MoreButton
        hasNextPage={hasNextPage}
        isFetchingNextPage={isFetchingNextPage}
        fetchNextPage={() => fetchNextPage()}
      />
    </>
  )
}

const colours: Record<MigrationRun['state'], string> = {
  planning: 'processing',
  planned: 'warning',
  running: 'processing',
  stopped: 'warning',
  done: 'success',
  undoing: 'processing',
  undone: 'default',
}

/** How far a migration is. */
export function StateTag({ state }: Pick<MigrationRun, 'state'>) {
  const words = useWords(migrationWords)
  return <Tag color={colours[state]}>{words[`state_${state}`]}</Tag>
}
