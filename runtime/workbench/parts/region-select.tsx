import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { Region } from '#runtime/api'
import { useApi, useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'

export interface RegionSelectProps {
  readonly value: string | undefined
  readonly onChange: (region: string | undefined) => void
}

/** Narrows a list to a region: the nearest ones to choose from, all others by typing. Hidden from who sees only one. */
export function RegionSelect({ value, onChange }: RegionSelectProps) {
  const words = useWords(workbenchWords)
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const near = useNearRegions()
  const found = useRegions(search ? { search } : undefined)
  const chosen = useRegions(value && !near.some(({ code }) => code === value) ? { search: value } : undefined)

  if (near.length < 2 && !near[0]?.hasChildren) return null
  const known = search ? (found ?? []) : [...near, ...(chosen ?? []).filter(({ code }) => code === value)]
  return (
    <Select
      aria-label={words.region}
      allowClear
      value={value ?? null}
      placeholder={words.allRegions}
      popupMatchSelectWidth={false}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={words.noRegion}
      options={known.map((region) => ({ value: region.code, label: regionLabel(region, Boolean(search)) }))}
      onChange={(region) => {
        setTyped('')
        onChange(region ?? undefined)
      }}
    />
  )
}

function useRegions(query: { readonly parent?: string; readonly search?: string } | undefined) {
  const api = useApi()
  return useQuery({
    queryKey: ['regions', query],
    queryFn: ({ signal }) => api('GET /api/regions', { query: query ?? {}, signal }),
    enabled: query !== undefined,
    staleTime: 300_000,
    placeholderData: (before) => before,
  }).data?.items
}

/** The topmost regions someone may see; where that is a single one, also those right below it. */
function useNearRegions(): readonly Region[] {
  const top = useRegions({})
  const only = top?.length === 1 && top[0]?.hasChildren ? top[0] : undefined
  const below = useRegions(only && { parent: only.code })
  return [...(top ?? []), ...(only ? (below ?? []) : [])]
}

function regionLabel({ name, path }: Region, withPath: boolean): string {
  const above = path.slice(0, -1).slice(-2).join(' / ')
  return withPath && above ? `${name}（${above}）` : name
}
