import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { LocalizedText } from '#findings'
import { placedNodes } from '#forms'
import type { DefinitionSummary } from '#runtime/api'
import { useApi } from '#runtime/client'
import { formNamed } from '../use-form-library.ts'
import type { RuleSurroundings } from './rule-names.ts'

interface Setting {
  readonly id: string
  readonly title: LocalizedText
}

/** The settings of a region and the answers its other forms give to a case. Asked for once a rule is looked at. */
export function useRuleSurroundings(
  region: string,
  formId: string,
  definitions: readonly DefinitionSummary[],
): RuleSurroundings {
  const api = useApi()
  const idsOf = (kind: DefinitionSummary['kind']) =>
    definitions.filter((each) => each.kind === kind).map(({ id }) => id)
  const settingIds = idsOf('setting')
  const formIds = idsOf('form').filter((id) => id !== formId)
  const settings = useQuery({
    queryKey: ['rule-settings', region, settingIds],
    enabled: settingIds.length > 0,
    staleTime: 60_000,
    queryFn: async () => {
      const all = await Promise.all(
        settingIds.map(async (id) => {
          const params = { kind: 'setting', id } as const
          const { draft, published } = await api('GET /api/definitions/:kind/:id', { params, query: { region } })
          return settingsIn(JSON.parse(draft?.content ?? published))
        }),
      )
      return all.flat()
    },
  })
  const caseVariables = useQuery({
    queryKey: ['rule-case-variables', region, formIds],
    enabled: formIds.length > 0,
    staleTime: 60_000,
    queryFn: async () => {
      const forms = await Promise.all(formIds.map((id) => formNamed(api, region, id)))
      const named = forms
        .filter((form) => form !== undefined)
        .flatMap(placedNodes)
        .flatMap(({ node, group }) =>
          !group && 'property' in node ? [{ name: node.property, title: node.title }] : [],
        )
      return [...new Map(named.map((each) => [each.name, each])).values()]
    },
  })
  return useMemo(
    () => ({ settings: settings.data ?? none, caseVariables: caseVariables.data ?? none }),
    [settings.data, caseVariables.data],
  )
}

const none: readonly never[] = []

/** A definition of kind `setting` is one setting, or a file of them. */
function settingsIn(json: unknown): readonly Setting[] {
  if (typeof json !== 'object' || json === null) return []
  if ('settings' in json && Array.isArray(json.settings)) return json.settings.flatMap(settingsIn)
  return 'id' in json && typeof json.id === 'string' && 'title' in json ? [json as Setting] : []
}
