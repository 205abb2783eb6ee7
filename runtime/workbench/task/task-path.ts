import { useParams } from 'react-router'

/**
 * The address of a task. A task's id is `INSTANCE.TASK`; a dot in an address looks like a file's ending to servers
 * and proxies, so a slash stands for it.
 */
export function taskPath(taskId: string): string {
  return `/tasks/${taskId.split('.').map(encodeURIComponent).join('/')}`
}

/** The id of the task whose page is shown, if any; the route's pattern is `tasks/*`. */
export function useTaskId(): string | undefined {
  return useParams()['*']?.replaceAll('/', '.')
}
