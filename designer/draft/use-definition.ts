import { useQuery } from '@tanstack/react-query'
import type { DefinitionKind } from '#runtime/api'
import { useApi } from '#runtime/client'

export const definitionKey = (region: string, kind: DefinitionKind, id: string) =>
  ['definition', region, kind, id] as const

/** One definition as it is on the server when the page opens. Never asked for again behind an editor's back. */
export function useDefinition(region: string, kind: DefinitionKind, id: string) {
  const api = useApi()
  return useQuery({
    queryKey: definitionKey(region, kind, id),
    queryFn: () => api('GET /api/definitions/:kind/:id', { params: { kind, id }, query: { region } }),
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}
