import type { ReactNode } from 'react'
import { PageHeader, useWords } from '#runtime/client'
import { RegionChoice } from '../../app/region-choice.tsx'
import { SectionTabs } from '../../running/section-tabs.tsx'
import { operationWords } from '../operation-words.ts'

export interface OperationsHeaderProps {
  /** Which page this is. */
  readonly page: keyof typeof pages
  readonly actions?: ReactNode
}

/** Where each page lies below the region's operations. */
const pages = { incidents: '', cases: '/cases', processes: '/processes', migrations: '/migrations' } as const

/** Title, region and the pages of the section 运行. */
export function OperationsHeader({ page, actions }: OperationsHeaderProps) {
  const words = useWords(operationWords)
  return (
    <>
      <PageHeader title={words.title} aside={<RegionChoice page={`/operations${pages[page]}`} />} actions={actions} />
      <SectionTabs />
    </>
  )
}
