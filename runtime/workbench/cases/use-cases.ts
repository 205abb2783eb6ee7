import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import type { CaseSummary } from '#runtime/api'
import { useApi } from '#runtime/client'

export interface CaseFilters {
  readonly number?: string | undefined
  readonly region?: string | undefined
  readonly status?: CaseSummary['status'] | undefined
}

/** The filters stand in the address. */
export function useCaseFilters(): readonly [CaseFilters, (filters: CaseFilters) => void] {
  const [search, setSearch] = useSearchParams()
  const status = search.get('status')
  const filters: CaseFilters = {
    ...(search.get('number') ? { number: search.get('number')! } : {}),
    ...(search.get('region') ? { region: search.get('region')! } : {}),
    ...(status === 'open' || status === 'completed' || status === 'cancelled' ? { status } : {}),
  }
  const setFilters = (next: CaseFilters) =>
    setSearch(Object.fromEntries(Object.entries(next).filter(([, value]) => value)), { replace: true })
  return [filters, setFilters]
}

/** Cases I may see, the newest first. */
export function useCases(filters: CaseFilters) {
  const api = useApi()
  const { data, ...query } = useInfiniteQuery({
    queryKey: ['cases', filters],
    queryFn: ({ pageParam, signal }) =>
      api('GET /api/cases', { query: { ...filters, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
  return { ...query, found: data?.pages.flatMap((page) => page.items) as readonly CaseSummary[] | undefined }
}
