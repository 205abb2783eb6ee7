import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useApi, useErrorWords, useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'
import styles from './task.module.css'
import type { TaskViewProps } from './task-view.tsx'

/** Says that the form has changed since the task was opened, and lets the person choose. */
export function NewerForm({ task, onReload }: TaskViewProps) {
  const words = useWords(workbenchWords)
  const explain = useErrorWords()
  const api = useApi()
  const [kept, setKept] = useState(false)
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api('POST /api/tasks/:taskId/newer-form', { params: { taskId: task.id }, body: {} }),
    onSuccess: () => onReload(),
  })
  if (kept) return null
  return (
    <Alert
      type="info"
      showIcon
      title={words.formChangedTitle}
      description={
        <>
          <p>{error ? explain(error).title : task.draft ? words.formChangedText : words.formChangedWhileOpen}</p>
          <p className={styles.ways}>
            <Button type="primary" loading={isPending} onClick={() => mutate()}>
              {words.useNewForm}
            </Button>
            <Button disabled={isPending} onClick={() => setKept(true)}>
              {words.keepOldForm}
            </Button>
          </p>
        </>
      }
    />
  )
}
