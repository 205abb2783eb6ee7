import { useQuery } from '@tanstack/react-query'
import { PrintView } from '#forms/react'
import type { TaskDetail } from '#runtime/api'
import { EmptyState, ErrorState, fileUrl, Loading, useApi, useLocale, useLocalize, useWords } from '#runtime/client'
import { useReveal } from '../masked/use-reveal.tsx'
import { formOf } from '../parts/form-of.ts'
import { taskPath, useTaskId } from '../task/task-path.ts'
import { workbenchWords } from '../words.ts'
import { MaskedNote } from './masked-note.tsx'
import { PrintPage } from './print-page.tsx'

/** The form of a task on paper: as it was filled, or as far as my draft goes, to be filled in by hand. */
export function PrintTaskPage() {
  const taskId = useTaskId() ?? ''
  const api = useApi()
  const { data, error, refetch } = useQuery({
    queryKey: ['print-task', taskId],
    queryFn: ({ signal }) => api('GET /api/tasks/:taskId', { params: { taskId }, signal }),
    gcTime: 0,
  })
  if (data) return <PrintTask task={data} />
  return error ? <ErrorState page error={error} onRetry={refetch} /> : <Loading page />
}

function PrintTask({ task }: { readonly task: TaskDetail }) {
  const words = useWords(workbenchWords)
  const localize = useLocalize()
  const { locale } = useLocale()
  const { caseId, mayReveal } = task
  const { onRevealAll, shown, dialog } = useReveal({ caseId, mayReveal, where: 'page' })
  if (!task.form) return <EmptyState page title={words.noForm} />
  const title = localize(task.name)
  const given = task.draft?.release === task.release ? { ...task.answers, ...task.draft.answers } : task.answers
  const { answers, masked } = shown(task.id, given, task.masked)
  return (
    <PrintPage
      title={`${title} ${task.caseNumber}`}
      back={taskPath(task.id)}
      note={
        <>
          {dialog}
          <MaskedNote
            count={masked.length}
            onReveal={onRevealAll && (() => onRevealAll(masked.map((path) => ({ of: task.id, path }))))}
          />
        </>
      }
      parts={[
        {
          id: 'form',
          title,
          content: (
            <PrintView
              {...formOf(task.form)}
              answers={answers}
              caseVariables={task.caseVariables}
              masked={masked}
              locale={locale}
              fileUrl={fileUrl}
              number={task.caseNumber}
              signers={[{ title: words.filledInBy }]}
              seal
            />
          ),
        },
      ]}
    />
  )
}
