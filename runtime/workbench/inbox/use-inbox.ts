import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import type { TaskSummary } from '#runtime/api'
import { useApi } from '#runtime/client'

export interface InboxFilters {
  readonly region?: string | undefined
  readonly overdue?: true | undefined
}

/** The filters stand in the address, so that they survive a reload and a task in between. */
export function useInboxFilters(): readonly [InboxFilters, (filters: InboxFilters) => void] {
  const [search, setSearch] = useSearchParams()
  const region = search.get('region')
  const filters: InboxFilters = {
    ...(region ? { region } : {}),
    ...(search.has('overdue') ? { overdue: true } : {}),
  }
  const setFilters = (next: InboxFilters) =>
    setSearch({ ...(next.region ? { region: next.region } : {}), ...(next.overdue ? { overdue: '1' } : {}) })
  return [filters, setFilters]
}

/** Open tasks, the most urgent first; fresh whenever someone comes back to the window. */
export function useInbox(filters: InboxFilters) {
  const api = useApi()
  const { data, ...query } = useInfiniteQuery({
    queryKey: ['tasks', filters],
    queryFn: ({ pageParam, signal }) =>
      api('GET /api/tasks', { query: { ...filters, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    staleTime: 0,
    refetchInterval: 60_000,
    placeholderData: (before) => before,
  })
  return { ...query, tasks: data?.pages.flatMap((page) => page.items) as readonly TaskSummary[] | undefined }
}
