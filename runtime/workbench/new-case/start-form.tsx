import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useCallback, useRef, useState } from 'react'
import type { Answers } from '#forms'
import type { CaseSummary, StartForm as Opened, Startable } from '#runtime/api'
import { ApiError, ErrorState, Loading, useApi, useErrorWords, useLocalize, useWords } from '#runtime/client'
import { AnswerForm } from '../parts/answer-form.tsx'
import { UnsavedGuard } from '../task/unsaved-guard.tsx'
import { workbenchWords } from '../words.ts'
import { CaseStarted } from './case-started.tsx'
import { newRequestId } from './new-request-id.ts'

export interface StartFormProps {
  readonly startable: Startable
  readonly region: Startable['regions'][number]
}

/** The form a new case begins with; then its number. */
export function StartForm({ startable: { processId }, region }: StartFormProps) {
  const api = useApi()
  const [round, setRound] = useState(0)
  const [started, setStarted] = useState<CaseSummary>()
  const { data, error, refetch } = useQuery({
    queryKey: ['start-form', processId, region.code, round],
    queryFn: ({ signal }) =>
      api('GET /api/processes/:processId/start-form', {
        params: { processId },
        query: { region: region.code },
        signal,
      }),
    staleTime: Infinity,
    gcTime: 0,
  })
  if (started) {
    const again = () => {
      setStarted(undefined)
      setRound(round + 1)
    }
    return <CaseStarted started={started} onAgain={again} />
  }
  if (data) return <OpenStartForm key={round} opened={data} region={region.code} onStarted={setStarted} />
  return error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />
}

interface OpenStartFormProps {
  readonly opened: Opened
  readonly region: string
  readonly onStarted: (started: CaseSummary) => void
}

function OpenStartForm({ opened, region, onStarted }: OpenStartFormProps) {
  const words = useWords(workbenchWords)
  const api = useApi()
  const queries = useQueryClient()
  const errorWords = useErrorWords()
  const localize = useLocalize()
  const [requestId] = useState(newRequestId)
  const unsaved = useRef(false)
  const { mutate, isPending, error } = useMutation({
    mutationFn: (answers: Answers) =>
      api('POST /api/cases', {
        body: { processId: opened.processId, region, release: opened.release, answers: { ...answers }, requestId },
      }),
    onSuccess: (started) => {
      unsaved.current = false
      for (const key of ['tasks', 'cases']) void queries.invalidateQueries({ queryKey: [key] })
      onStarted(started)
    },
  })
  const problems = error instanceof ApiError ? error.problems : undefined
  return (
    <>
      <UnsavedGuard unsaved={useCallback(() => unsaved.current, [])} />
      <AnswerForm
        form={opened.form}
        answers={opened.answers}
        caseVariables={{}}
        without={{ title: localize(opened.title), text: words.startWithoutForm }}
        submit={opened.form ? words.submit : words.start}
        submitting={isPending}
        problems={problems}
        onEdit={() => {
          unsaved.current = true
        }}
        onSubmit={mutate}
        refusal={
          error && (
            <Alert
              type="error"
              showIcon
              role="alert"
              title={errorWords(error).title}
              description={problems?.length ? words.mendAnswers(problems.length) : errorWords(error).text}
            />
          )
        }
      />
    </>
  )
}
