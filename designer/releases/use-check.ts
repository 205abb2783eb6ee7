import { useQuery } from '@tanstack/react-query'
import { useApi } from '#runtime/client'

export const checkKey = (region: string) => ['check', region] as const

/** What publishing all drafts of the region would find. Asked anew at each visit: a draft may have changed. */
export function useCheck(region: string, enabled: boolean) {
  const api = useApi()
  return useQuery({
    queryKey: checkKey(region),
    queryFn: () => api('POST /api/check', { body: { region } }),
    enabled,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
}
