import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { useApi, useRegionName, useSession } from '#runtime/client'
import { type DesignedRegion, designedRegions } from './designed-regions.ts'

/** The region of the page's address. Its name is the code until it is known. */
export function useRegion(): DesignedRegion {
  const { region: code = '' } = useParams()
  const { me } = useSession()
  const nameOf = useRegionName()
  const api = useApi()
  const granted = designedRegions(me).find((region) => region.code === code)
  const { data } = useQuery({
    queryKey: ['region', code],
    queryFn: () => api('GET /api/regions', { query: { search: code } }),
    enabled: !granted && code !== '',
    staleTime: Infinity,
  })
  const known = granted?.name ?? data?.items.find((region) => region.code === code)?.name
  return { code, name: known === undefined ? code : nameOf(code, known) }
}
