import { useQuery } from '@tanstack/react-query'
import { ErrorState, Loading, useApi } from '#runtime/client'
import { useTaskId } from './task-path.ts'
import { TaskView } from './task-view.tsx'

/** A task. It is not asked for again while it is open: what is being filled in must not change underneath. */
export function TaskPage() {
  const taskId = useTaskId() ?? ''
  const api = useApi()
  const { data, error, refetch } = useQuery({
    queryKey: ['task', taskId],
    queryFn: ({ signal }) => api('GET /api/tasks/:taskId', { params: { taskId }, signal }),
    staleTime: Infinity,
    gcTime: 0,
  })
  if (data) return <TaskView key={data.id} task={data} onReload={refetch} />
  return error ? <ErrorState page error={error} onRetry={refetch} /> : <Loading />
}
