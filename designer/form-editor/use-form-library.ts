import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type FormDefinition, type FormLibrary, readForm, usesOf } from '#forms'
import type { DefinitionSummary } from '#runtime/api'
import { type Api, useApi } from '#runtime/client'

const deepest = 6

/** The forms that a form uses parts of, and those that they use, as their drafts or publications stand. */
export function useFormLibrary(
  region: string,
  form: FormDefinition,
  definitions: readonly DefinitionSummary[],
): FormLibrary {
  const api = useApi()
  const named = useMemo(() => {
    const known = new Set(definitions.filter(({ kind }) => kind === 'form').map(({ id }) => id))
    return [...new Set(usesOf(form).map((use) => use.form))].filter((id) => known.has(id)).sort()
  }, [form, definitions])
  const { data } = useQuery({
    queryKey: ['form-library', region, named],
    queryFn: () => withUsed(api, region, named),
    enabled: named.length > 0,
    staleTime: 60_000,
    placeholderData: (before) => before,
  })
  return data ?? noForms
}

const noForms: FormLibrary = {}

async function withUsed(api: Api, region: string, named: readonly string[]): Promise<FormLibrary> {
  const found = new Map<string, FormDefinition>()
  let wanted = named
  for (let depth = 0; depth < deepest && wanted.length > 0; depth += 1) {
    const forms = await Promise.all(wanted.map((id) => formNamed(api, region, id)))
    const known = forms.filter((form) => form !== undefined)
    for (const form of known) found.set(form.id, form)
    wanted = [...new Set(known.flatMap(usesOf).map((use) => use.form))].filter((id) => !found.has(id))
  }
  return Object.fromEntries(found)
}

/** Nothing where the region has no such form: the findings tell of it. */
export async function formNamed(api: Api, region: string, id: string): Promise<FormDefinition | undefined> {
  try {
    const params = { kind: 'form', id } as const
    const { draft, published } = await api('GET /api/definitions/:kind/:id', { params, query: { region } })
    return readForm(JSON.parse(draft?.content ?? published)).form
  } catch {
    return undefined
  }
}
