import { useQueries, useQuery } from '@tanstack/react-query'
import { parseJson } from '#definitions'
import { type FormDefinition, readForm } from '#forms'
import type { DefinitionVersion } from '#runtime/api'
import { useApi } from '#runtime/client'

/** Earlier states of a form, the newest first. */
export function useVersions(region: string, id: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['definition-history', region, 'form', id],
    queryFn: async () => {
      const params = { kind: 'form', id } as const
      return (await api('GET /api/definitions/:kind/:id/history', { params, query: { region } })).items
    },
    gcTime: 0,
  })
}

/** A state that was read; `form` is missing where it is no form that can be edited. */
export interface ReadVersion {
  readonly isRead: boolean
  readonly form?: FormDefinition
}

/** The forms of some versions, each read once: what was saved at one moment never changes. */
export function useVersionForms(
  region: string,
  id: string,
  versions: readonly DefinitionVersion[],
): readonly ReadVersion[] {
  const api = useApi()
  return useQueries({
    queries: versions.map(({ version, at }) => ({
      queryKey: ['definition-version', region, 'form', id, version, at],
      queryFn: async (): Promise<ReadVersion> => {
        const params = { kind: 'form', id, version } as const
        const { content } = await api('GET /api/definitions/:kind/:id/history/:version', { params, query: { region } })
        const { form } = readForm(parseJson(content).value)
        return { isRead: true, ...(form && { form }) }
      },
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (results) => results.map(({ data, isError }) => data ?? (isError ? unread : waiting)),
  })
}

const waiting: ReadVersion = { isRead: false }
const unread: ReadVersion = { isRead: true }
