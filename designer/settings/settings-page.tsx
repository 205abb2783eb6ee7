import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useParams } from 'react-router'
import { EmptyState, ErrorState, Loading, PageHeader, useApi, useWords } from '#runtime/client'
import { RegionChoice } from '../app/region-choice.tsx'
import { useRegion } from '../app/use-region.ts'
import { settingWords } from './setting-words.ts'
import { SettingsEditor } from './settings-editor.tsx'

/** 设置: what a region sets and what it inherits. With an id in the address, that setting is shown first. */
export function SettingsPage() {
  const words = useWords(settingWords)
  const api = useApi()
  const { code } = useRegion()
  const { id } = useParams()
  const [opened, setOpened] = useState(0)
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', code],
    queryFn: () => api('GET /api/settings', { query: { region: code } }),
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const reload = useCallback(async () => {
    await refetch()
    setOpened((times) => times + 1)
  }, [refetch])

  if (data && data.items.length > 0) {
    return (
      <SettingsEditor
        key={`${code} ${opened}`}
        region={code}
        items={data.items}
        wanted={id}
        reload={() => void reload()}
      />
    )
  }
  return (
    <>
      <PageHeader title={words.title} aside={<RegionChoice page="/settings" />} />
      {data ? (
        <EmptyState title={words.none} text={words.noneText} />
      ) : error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : (
        <Loading />
      )}
    </>
  )
}
