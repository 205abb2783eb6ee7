import { useInfiniteQuery } from '@tanstack/react-query'
import type { DraftSummary } from '#runtime/api'
import { useApi } from '#runtime/client'

/** My drafts, the latest first. */
export function useDrafts() {
  const api = useApi()
  const { data, ...query } = useInfiniteQuery({
    queryKey: ['drafts'],
    queryFn: ({ pageParam, signal }) =>
      api('GET /api/drafts', { query: { ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  })
  return { ...query, drafts: data?.pages.flatMap((page) => page.items) as readonly DraftSummary[] | undefined }
}

/** Where a draft is gone on with. */
export function draftPath(draft: DraftSummary, taskPath: (taskId: string) => string): string {
  if (draft.kind === 'task') return taskPath(draft.id)
  const search = new URLSearchParams({ region: draft.region, draft: draft.id })
  return `/new/${encodeURIComponent(draft.processId)}?${search}`
}
