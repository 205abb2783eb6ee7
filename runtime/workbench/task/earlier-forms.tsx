import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { ErrorState, Loading, useApi, useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'
import styles from './task.module.css'

const FilledForms = lazy(async () => ({ default: (await import('../case/filled-forms.tsx')).FilledForms }))

/** What colleagues have filled in for this case so far; fetched when it is opened. */
export function EarlierForms({ caseId }: { readonly caseId: string }) {
  const words = useWords(workbenchWords)
  const [open, setOpen] = useState(false)
  const api = useApi()
  const { data, error, refetch } = useQuery({
    queryKey: ['case', caseId],
    queryFn: ({ signal }) => api('GET /api/cases/:caseId', { params: { caseId }, signal }),
    enabled: open,
  })
  return (
    <details className={styles.earlier} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.earlierForms}</summary>
      {data ? (
        data.forms.length === 0 ? (
          <p>{words.noForms}</p>
        ) : (
          <Suspense fallback={<Loading />}>
            <FilledForms caseId={caseId} forms={data.forms} mayReveal={data.mayReveal} />
          </Suspense>
        )
      ) : error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : (
        open && <Loading />
      )}
    </details>
  )
}
