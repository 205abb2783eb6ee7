import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { EmptyState, ErrorState, Loading, momentWords, PageHeader, useApi, useLocale, useWords } from '#runtime/client'
import { RegionChoice } from '../app/region-choice.tsx'
import { useRegion } from '../app/use-region.ts'
import { ChangedList } from './changed-list.tsx'
import { ReleaseTabs } from './release-tabs.tsx'
import { releaseWords } from './release-words.ts'
import styles from './releases.module.css'
import { RollBack } from './roll-back.tsx'
import { UpgradeNotice } from './upgrade-notice.tsx'

/** Who published what in the region, when and why. */
export function ReleasesPage() {
  const words = useWords(releaseWords)
  const { locale } = useLocale()
  const region = useRegion()
  const api = useApi()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['releases', region.code],
    queryFn: ({ pageParam }) => api('GET /api/releases', { query: { region: region.code, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })
  const releases = data?.pages.flatMap((page) => page.items)

  return (
    <>
      <PageHeader title={words.releasesTitle} aside={<RegionChoice page="/releases" />} />
      <ReleaseTabs />
      <UpgradeNotice region={region.code} />
      {!releases && (error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />)}
      {releases?.length === 0 && <EmptyState title={words.noReleases} />}
      <ol className={styles.releases}>
        {releases?.map((release) => {
          const { digest, at, by, comment, inForce, changed } = release
          return (
            <li key={`${digest}${at}`} className={styles.card}>
              <h2>
                {momentWords(at, locale)}
                {inForce ? <Tag color="success">{words.inForce}</Tag> : <RollBack release={release} />}
              </h2>
              <p className={styles.said}>{comment}</p>
              {changed.length > 0 && <ChangedList items={changed} region={region.code} />}
              <p className={styles.faint}>
                {words.by(by, momentWords(at, locale))} · {words.digest(digest.slice(0, 12))}
              </p>
            </li>
          )
        })}
      </ol>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </>
  )
}
