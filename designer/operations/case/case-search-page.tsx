import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input, Select, Tag } from 'antd'
import { Link, useSearchParams } from 'react-router'
import {
  EmptyState,
  ErrorState,
  Loading,
  momentWords,
  RegionName,
  useApi,
  useLocale,
  useLocalize,
  useWords,
} from '#runtime/client'
import { useRegion } from '../../app/use-region.ts'
import { operationWords } from '../operation-words.ts'
import styles from '../operations.module.css'
import { MoreButton } from '../parts/more-button.tsx'
import { OperationsHeader } from '../parts/operations-header.tsx'

const states = ['open', 'completed', 'cancelled'] as const

/** Finds the case to be looked at or mended, by its number or state. */
export function CaseSearchPage() {
  const words = useWords(operationWords)
  const say = useLocalize()
  const { locale } = useLocale()
  const region = useRegion()
  const api = useApi()
  const [params, setParams] = useSearchParams()
  const number = params.get('number') ?? ''
  const status = states.find((one) => one === params.get('status'))
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['operated-cases', region.code, number, status],
    queryFn: ({ pageParam }) =>
      api('GET /api/cases', {
        query: {
          region: region.code,
          ...(number !== '' && { number }),
          ...(status && { status }),
          cursor: pageParam,
        },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })
  const cases = data?.pages.flatMap(({ items }) => items)
  const set = (name: string, value: string) =>
    setParams((before) => {
      const next = new URLSearchParams(before)
      if (value === '') next.delete(name)
      else next.set(name, value)
      return next
    })

  return (
    <>
      <OperationsHeader page="cases" />
      <search className={styles.filters}>
        <Input.Search
          key={number}
          aria-label={words.findCase}
          placeholder={words.findCase}
          defaultValue={number}
          maxLength={40}
          allowClear
          onSearch={(text) => set('number', text.trim())}
        />
        <Select
          aria-label={words.status}
          value={status ?? ''}
          onChange={(value) => set('status', value)}
          options={[
            { value: '', label: `${words.status}：${words.all}` },
            ...states.map((value) => ({ value, label: words[value] })),
          ]}
        />
      </search>
      {!cases && (error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />)}
      {cases?.length === 0 && <EmptyState title={words.noCases} text={words.noCasesText} />}
      {cases && cases.length > 0 && (
        <>
          <ul className={styles.list}>
            {cases.map((one) => (
              <li key={one.id} className={styles.row}>
                <div className={styles.rowMain}>
                  <span className={styles.rowTitle}>
                    {one.title}
                    <Tag color={one.status === 'open' ? 'processing' : 'default'}>{words[one.status]}</Tag>
                  </span>
                  <span className={styles.faint}>
                    {one.number} · {say(one.processTitle)} · <RegionName code={one.region} name={one.regionName} /> ·{' '}
                    {words.startedAt(momentWords(one.startedAt, locale))}
                  </span>
                </div>
                <div className={styles.rowActions}>
                  <Link to={`/${region.code}/operations/cases/${encodeURIComponent(one.id)}`}>
                    <Button>{words.openCase}</Button>
                  </Link>
                </div>
              </li>
            ))}
          </ul>
          <MoreButton
            hasNextPage={hasNextPage}
            isFetchingNextPage={isFetchingNextPage}
            fetchNextPage={() => fetchNextPage()}
          />
        </>
      )}
    </>
  )
}
