import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type CodeList, type FormDefinition, placedNodes } from '#forms'
import type { DefinitionSummary } from '#runtime/api'
import { type Api, useApi } from '#runtime/client'

/** The code lists that a form names and the region has; one more when another is named. */
export function useCodeLists(
  region: string,
  form: FormDefinition | undefined,
  definitions: readonly DefinitionSummary[],
): readonly CodeList[] {
  const api = useApi()
  const ids = useMemo(() => {
    const named = form ? placedNodes(form).flatMap(({ node }) => (node.kind === 'field' ? [node.codeList] : [])) : []
    return definitions.filter(({ kind, id }) => kind === 'codeList' && named.includes(id)).map(({ id }) => id)
  }, [form, definitions])
  return useQueries({ queries: ids.map((id) => codeListQuery(api, region, id)), combine: joined })
}

/** One code list of the region; nothing is asked for where none is named. */
export function useCodeList(region: string, id: string | undefined) {
  const api = useApi()
  return useQuery({ ...codeListQuery(api, region, id ?? ''), enabled: id !== undefined })
}

function codeListQuery(api: Api, region: string, id: string) {
  return {
    queryKey: ['code-list', region, id],
    queryFn: async () => {
      const params = { kind: 'codeList', id } as const
      const { published } = await api('GET /api/definitions/:kind/:id', { params, query: { region } })
      return JSON.parse(published) as CodeList
    },
    staleTime: 60_000,
  }
}

/** Outside the hook, so that the same answers give the same list. */
function joined(results: readonly { readonly data: CodeList | undefined }[]): readonly CodeList[] {
  return results.flatMap(({ data }) => (data ? [data] : []))
}
