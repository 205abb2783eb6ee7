import { useQuery } from '@tanstack/react-query'
import { useApi } from '#runtime/client'

export const definitionsKey = (region: string) => ['definitions', region] as const

/** What is defined in a region, with the drafts' authors. */
export function useDefinitions(region: string) {
  const api = useApi()
  return useQuery({
    queryKey: definitionsKey(region),
    queryFn: () => api('GET /api/definitions', { query: { region } }),
  })
}
