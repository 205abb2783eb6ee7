import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useRef } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import type { Answers } from '#forms'
import type { OpenDraft } from '#forms/react'
import { ApiError, useApi, useErrorWords, useLocalize, useWords } from '#runtime/client'
import { useDraftStore } from '../drafts/use-draft-store.ts'
import type { Completed } from '../inbox/completed-notice.tsx'
import { useReveal } from '../masked/use-reveal.tsx'
import { AnswerForm } from '../parts/answer-form.tsx'
import { workbenchWords } from '../words.ts'
import styles from './task.module.css'
import type { TaskViewProps } from './task-view.tsx'

/** Fills in and submits an open task, then goes back to the inbox. */
export function TaskForm({ task, onReload }: TaskViewProps) {
  const words = useWords(workbenchWords)
  const localize = useLocalize()
  const api = useApi()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { search } = useLocation()
  const draft = useRef<OpenDraft>(undefined)
  const drafts = useDraftStore({ id: task.id, release: task.release, known: { draft: task.draft } })
  const { mutate, isPending, error } = useMutation({
    mutationFn: (answers: Answers) =>
      api('POST /api/tasks/:taskId/complete', { params: { taskId: task.id }, body: { answers } }),
    onSuccess: () => {
      // The server has removed the draft with the submission; that the page is left meanwhile is no fault.
      void draft.current?.finish().catch(() => undefined)
      for (const key of ['tasks', 'cases', 'case', 'drafts']) void queries.invalidateQueries({ queryKey: [key] })
      const { caseId, caseNumber } = task
      const state: Completed = { completed: { taskName: localize(task.name), caseId, caseNumber } }
      void navigate({ pathname: '/', search }, { state, replace: true })
    },
    onError: () => void queries.invalidateQueries({ queryKey: ['tasks'] }),
  })
  const { onReveal, dialog } = useReveal({ caseId: task.caseId, mayReveal: task.mayReveal, where: 'dialog' })
  return (
    <>
      {dialog}
      <AnswerForm
        form={task.form}
        answers={task.answers}
        caseVariables={task.caseVariables}
        masked={task.masked}
        onReveal={onReveal && ((pointer) => onReveal(task.id, pointer))}
        drafts={drafts}
        release={task.release}
        without={{ title: localize(task.name), text: words.noForm }}
        submit={task.form ? words.submit : words.complete}
        submitting={isPending}
        problems={error instanceof ApiError ? error.problems : undefined}
        onDraft={(opened) => {
          draft.current = opened
        }}
        onSubmit={mutate}
        refusal={error && <Refusal error={error} task={task} onReload={onReload} />}
      />
    </>
  )
}

/** Why the answers were not taken, where no single field is to blame. */
function Refusal({ error, task, onReload }: TaskViewProps & { readonly error: Error }) {
  const words = useWords(workbenchWords)
  const { title, text } = useErrorWords()(error)
  const conflict = error instanceof ApiError && error.status === 409
  const problems = error instanceof ApiError ? error.problems.length : 0
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={conflict ? words.takenTitle : title}
      description={
        <>
          <p>{problems > 0 ? words.mendAnswers(problems) : text}</p>
          {conflict && (
            <p className={styles.ways}>
              <Link to={`/cases/${encodeURIComponent(task.caseId)}`}>{words.viewCase}</Link>
              <Link to="/">{words.backToInbox}</Link>
              <Button type="link" size="small" onClick={() => onReload()}>
                {words.refresh}
              </Button>
            </p>
          )}
        </>
      }
    />
  )
}
