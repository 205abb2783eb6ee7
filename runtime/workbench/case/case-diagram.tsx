import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { CaseDetail } from '#runtime/api'
import { ErrorState, Loading, useApi, useLocale, useLocalize, useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'
import styles from './case.module.css'

const DiagramView = lazy(async () => ({ default: (await import('./diagram-view.tsx')).DiagramView }))

export interface CaseDiagramProps {
  readonly found: CaseDetail
  /** Shown as it is printed. */
  readonly onPaper?: boolean
}

/** Where the case stands in its process: in a sentence, then as a picture. */
export function CaseDiagram({ found, onPaper = false }: CaseDiagramProps) {
  const words = useWords(workbenchWords)
  const localize = useLocalize()
  const { locale } = useLocale()
  const api = useApi()
  const { data, error, refetch } = useQuery({
    queryKey: ['diagram', found.id, locale],
    queryFn: ({ signal }) =>
      api('GET /api/cases/:caseId/diagram', { params: { caseId: found.id }, query: { locale }, signal }),
    staleTime: Infinity,
  })
  const names = [...new Set(found.openTasks.map(({ name }) => localize(name)))]
  return (
    <>
      {found.status !== 'open' ? (
        <p className={styles.stands}>{words.diagramEnded}</p>
      ) : (
        names.length > 0 && <p className={styles.stands}>{words.diagramStands(names.join(words.listSeparator))}</p>
      )}
      {data ? (
        <Suspense fallback={<Loading />}>
          <DiagramView xml={data.xml} elements={found.elements} flowsTaken={found.flowsTaken} onPaper={onPaper} />
        </Suspense>
      ) : error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : (
        <Loading />
      )}
    </>
  )
}
