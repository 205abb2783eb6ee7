import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useRef, useState } from 'react'
import type { Answers } from '#forms'
import type { OpenDraft } from '#forms/react'
import type { CaseSummary, StartForm as Opened, OpenedDraft, Startable } from '#runtime/api'
import { type Api, ApiError, ErrorState, Loading, useApi, useErrorWords, useLocalize, useWords } from '#runtime/client'
import { useDraftStore } from '../drafts/use-draft-store.ts'
import { AnswerForm } from '../parts/answer-form.tsx'
import { Panel } from '../parts/panel.tsx'
import { workbenchWords } from '../words.ts'
import { CaseStarted } from './case-started.tsx'
import styles from './new-case.module.css'
import { newRequestId } from './new-request-id.ts'

export interface StartFormProps {
  readonly startable: Startable
  readonly region: Startable['regions'][number]
  /** The draft to go on with. */
  readonly draftId?: string | undefined
  /** Called when a new draft is kept for the first time, with the id to come back to it by. */
  readonly onKept: (draftId: string | undefined) => void
}

/** The form a new case begins with, empty or as far as a draft goes; then the case's number. */
export function StartForm({ startable: { processId }, region, draftId, onKept }: StartFormProps) {
  const api = useApi()
  const [round, setRound] = useState(0)
  const [resumed] = useState(draftId)
  const [choice, setChoice] = useState<'stay' | 'move'>()
  const [started, setStarted] = useState<CaseSummary>()
  const { data, error, refetch } = useQuery({
    queryKey: ['start-form', processId, region.code, resumed ?? '', round],
    queryFn: ({ signal }) =>
      openStart(api, { processId, region: region.code, draftId: round === 0 ? resumed : undefined, signal }),
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
  if (!data) return error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />
  const { draft, current, before } = data
  const policy = before && draft?.start ? draft.start.policy : 'move'
  const chosen = policy === 'ask' ? choice : policy
  if (!chosen) return <ChooseForm onChoose={setChoice} />
  return (
    <OpenStartForm
      key={round}
      opened={chosen === 'stay' && before ? before : current}
      region={region.code}
      draft={draft}
      onKept={onKept}
      onStarted={(summary) => {
        onKept(undefined)
        setStarted(summary)
      }}
    />
  )
}

interface OpenedStart {
  readonly draft: OpenedDraft | undefined
  /** The form in force now. */
  readonly current: Opened
  /** The form the draft was filled in, where it is another one. */
  readonly before: Opened | undefined
}

async function openStart(
  api: Api,
  asked: { processId: string; region: string; draftId: string | undefined; signal: AbortSignal },
): Promise<OpenedStart> {
  const { processId, region, draftId, signal } = asked
  const formOf = (release?: string) =>
    api('GET /api/processes/:processId/start-form', {
      params: { processId },
      query: { region, ...(release && { release }) },
      signal,
    })
  const [current, { draft }] = await Promise.all([
    formOf(),
    draftId ? api('GET /api/drafts/:draftId', { params: { draftId }, signal }) : { draft: undefined },
  ])
  const isSame =
    !draft || draft.release === current.release || JSON.stringify(draft.form) === JSON.stringify(current.form)
  const before = isSame ? undefined : await formOf(draft.release).catch(() => undefined)
  return { draft, current, before }
}

/** Asks which form to go on with, where the one in force is newer than the draft's. */
function ChooseForm({ onChoose }: { readonly onChoose: (choice: 'stay' | 'move') => void }) {
  const words = useWords(workbenchWords)
  return (
    <Panel title={words.formChangedTitle}>
      <p>{words.formChangedText}</p>
      <p className={styles.formChoice}>
        <Button type="primary" onClick={() => onChoose('move')}>
          {words.useNewForm}
        </Button>
        <Button onClick={() => onChoose('stay')}>{words.keepOldForm}</Button>
      </p>
    </Panel>
  )
}

interface OpenStartFormProps {
  readonly opened: Opened
  readonly region: string
  readonly draft: OpenedDraft | undefined
  readonly onKept: (draftId: string) => void
  readonly onStarted: (started: CaseSummary) => void
}

function OpenStartForm({ opened, region, draft, onKept, onStarted }: OpenStartFormProps) {
  const words = useWords(workbenchWords)
  const api = useApi()
  const queries = useQueryClient()
  const errorWords = useErrorWords()
  const localize = useLocalize()
  const [requestId] = useState(() => draft?.id ?? newRequestId())
  const { processId, release } = opened
  const drafts = useDraftStore({ id: requestId, release, start: { processId, region }, known: { draft } })
  const open = useRef<OpenDraft>(undefined)
  const { mutate, isPending, error } = useMutation({
    mutationFn: (answers: Answers) =>
      api('POST /api/cases', {
        body: { processId, region, release, answers: { ...answers }, requestId },
      }),
    onSuccess: (started) => {
      // The server has removed the draft with the submission; that the page is left meanwhile is no fault.
      void open.current?.finish().catch(() => undefined)
      for (const key of ['tasks', 'cases', 'drafts']) void queries.invalidateQueries({ queryKey: [key] })
      onStarted(started)
    },
  })
  const problems = error instanceof ApiError ? error.problems : undefined
  return (
    <AnswerForm
      form={opened.form}
      answers={opened.answers}
      caseVariables={none}
      drafts={drafts}
      release={release}
      without={{ title: localize(opened.title), text: words.startWithoutForm }}
      submit={opened.form ? words.submit : words.start}
      submitting={isPending}
      problems={problems}
      onDraft={(next) => {
        if (next.status.kind === 'saved' && open.current?.status.kind !== 'saved') onKept(requestId)
        open.current = next
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
  )
}

const none = {}
