import { useQueries, useQuery } from '@tanstack/react-query'
import type { Role } from '#definitions'
import { useApi, useSession } from '#runtime/client'
import { useDefinitions } from '../definitions/use-definitions.ts'

export type LockedOut = 'selfLockedOut' | 'noneDesigns' | 'noneReviews'

/** Who could no longer do what, if the role were as it is edited. */
export function useLockedOut(region: string, role: Role): readonly LockedOut[] {
  const api = useApi()
  const { me } = useSession()
  const { data } = useDefinitions(region)
  const ids = (data?.items ?? []).flatMap(({ kind, id }) => (kind === 'role' && id !== role.id ? [id] : []))
  const others = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['role', region, id],
      queryFn: async () => {
        const found = await api('GET /api/definitions/:kind/:id', { params: { kind: 'role', id }, query: { region } })
        return JSON.parse(found.draft?.content ?? found.published) as Role
      },
      staleTime: 60_000,
    })),
  })
  const { data: settings } = useQuery({
    queryKey: ['settings', region],
    queryFn: () => api('GET /api/settings', { query: { region } }),
    staleTime: 60_000,
  })
  if (!data || !settings || others.some(({ data: other }) => !other)) return []
  const known = others.flatMap(({ data: other }) => other ?? [])
  const mine = me.grants.filter((grant) => region.startsWith(grant.region) && grant.designs)
  const byThisAlone = mine.length > 0 && mine.every((grant) => grant.role === role.id && grant.role !== 'admin')
  const twoPublish = settings.items.some(
    ({ id, draft, published }) =>
      id === 'publishingByTwo' && (JSON.parse(draft?.content ?? published) as { value?: unknown }).value === true,
  )
  const isAdmin = role.id === 'admin'
  const designers = known.some(({ id, designs }) => designs && id !== 'admin')
  return [
    ...(!role.designs && byThisAlone ? (['selfLockedOut'] as const) : []),
    ...(!role.designs && !isAdmin && !designers && !known.some(({ id }) => id === 'admin')
      ? (['noneDesigns'] as const)
      : []),
    ...(twoPublish && !role.reviews && !isAdmin && !known.some(({ id, reviews }) => reviews || id === 'admin')
      ? (['noneReviews'] as const)
      : []),
  ]
}
