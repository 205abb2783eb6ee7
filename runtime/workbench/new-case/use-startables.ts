import { useQuery } from '@tanstack/react-query'
import { useApi } from '#runtime/client'

/** The processes I may start, and where. */
export function useStartables() {
  const api = useApi()
  return useQuery({
    queryKey: ['processes'],
    queryFn: async ({ signal }) => (await api('GET /api/processes', { signal })).items,
    staleTime: 60_000,
  })
}
