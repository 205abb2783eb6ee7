import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import type { DefinitionKind } from '#runtime/api'
import { ErrorState, Loading, PageHeader, useLocalize, useWords } from '#runtime/client'
import { ListLink } from '../app/list-link.tsx'
import { RegionTag } from '../app/region-tag.tsx'
import { useDefinition } from '../draft/use-definition.ts'
import { viewerWords } from './viewer-words.ts'
import styles from './viewers.module.css'

export interface DefinitionViewerProps {
  readonly kind: DefinitionKind
  readonly children: (published: string) => ReactNode
}

/** The page of a definition that can only be looked at. */
export function DefinitionViewer({ kind, children }: DefinitionViewerProps) {
  const words = useWords(viewerWords)
  const say = useLocalize()
  const { region = '', id = '' } = useParams()
  const { data, error, refetch } = useDefinition(region, kind, id)
  if (!data) return error ? <ErrorState error={error} onRetry={refetch} action={<ListLink />} /> : <Loading />
  return (
    <>
      <PageHeader
        title={say(data.title)}
        back={`/${region}`}
        aside={
          <>
            <RegionTag />
            <Tag>{words.readOnly}</Tag>
          </>
        }
      />
      <div className={styles.card}>{children(data.published)}</div>
      <p className={styles.hint}>{words.readOnlyHint}</p>
    </>
  )
}
