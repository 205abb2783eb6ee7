import { useRef, useState } from 'react'
import { useOpenForm } from '../form-context.ts'
import type { FormStore, GroupItems } from '../form-store.ts'

const steps = 30

/** Changes of a group's rows that can be taken back, and what was said of the last one. */
export function useRowHistory(store: FormStore, group: string) {
  const { words } = useOpenForm()
  const before = useRef<readonly GroupItems[]>([])
  const [said, setSaid] = useState('')
  const [canUndo, setCanUndo] = useState(false)
  return {
    said,
    canUndo,
    /** Does it, keeping what was before. */
    act: (words: string, change: () => void) => {
      before.current = [...before.current.slice(1 - steps), store.items(group)]
      change()
      if (words) setSaid(words)
      setCanUndo(true)
    },
    undo: () => {
      const last = before.current.at(-1)
      if (!last) return
      before.current = before.current.slice(0, -1)
      store.putItems(group, last)
      setSaid(words.undone)
      setCanUndo(before.current.length > 0)
    },
  }
}
