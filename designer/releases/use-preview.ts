import { useQuery } from '@tanstack/react-query'
import { useApi } from '#runtime/client'

/** What publishing all drafts of the region would do. Asked anew at each visit: a draft may have changed. */
export function usePreview(region: string, enabled: boolean) {
  const api = useApi()
  return useQuery({
    queryKey: ['release-preview', region],
    queryFn: () => api('GET /api/release-preview', { query: { region } }),
    enabled,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
}
