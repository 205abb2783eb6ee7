import { App, Button } from 'antd'
import { useCallback } from 'react'
import { useWords } from '#runtime/client'
import { formEditorWords } from './form-editor-words.ts'

/** Says for a while what was removed, with a button that brings it back. */
export function useRemovedNotice(): (title: string, undoRemoval: () => void) => void {
  const words = useWords(formEditorWords)
  const { message } = App.useApp()
  return useCallback(
    (title, undoRemoval) => {
      const key = `removed-${title}`
      const back = () => {
        undoRemoval()
        message.destroy(key)
      }
      message.open({
        key,
        duration: 8,
        content: (
          <span>
            {words.removed(title)}{' '}
            <Button type="link" size="small" onClick={back}>
              {words.undo}
            </Button>
          </span>
        ),
      })
    },
    [message, words],
  )
}
