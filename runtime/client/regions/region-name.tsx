import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useLocale } from '../i18n/locale.tsx'
import { useApi } from '../session/session.tsx'

export interface RegionNameProps {
  readonly code: string
  /** In Chinese, as every answer has it. */
  readonly name: string
}

/** What a region is called in the language of the interface; in Chinese where it has no English name. */
export function RegionName({ code, name }: RegionNameProps) {
  return useRegionName()(code, name)
}

/** Names regions in the language of the interface. The English names are loaded once, where they are wanted. */
export function useRegionName(): (code: string, name: string) => string {
  const { locale } = useLocale()
  const api = useApi()
  const { data } = useQuery({
    queryKey: ['region-names'],
    queryFn: () => api('GET /api/region-names'),
    enabled: locale === 'en',
    staleTime: Number.POSITIVE_INFINITY,
  })
  const names = locale === 'en' ? data?.names : undefined
  return useCallback(
    (code: string, name: string) => (names && Object.hasOwn(names, code) ? names[code]! : name),
    [names],
  )
}
