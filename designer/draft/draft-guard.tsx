import { Modal } from 'antd'
import { useEffect } from 'react'
import { useBlocker } from 'react-router'
import { useWords } from '#runtime/client'
import { draftWords } from './draft-words.ts'
import type { Draft } from './use-draft.ts'

/** Saves before the page is left; where that fails, asks whether to lose the edits. */
export function DraftGuard({ draft: { state, flush } }: { readonly draft: Pick<Draft, 'state' | 'flush'> }) {
  const words = useWords(draftWords)
  const unsaved = state.type !== 'untouched' && state.type !== 'saved'
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved && currentLocation.pathname !== nextLocation.pathname,
  )

  useEffect(() => {
    if (!unsaved) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [unsaved])

  useEffect(() => {
    if (blocker.state !== 'blocked') return
    let current = true
    void flush().then((saved) => {
      if (saved && current) blocker.proceed()
    })
    return () => {
      current = false
    }
  }, [blocker, flush])

  const asks = blocker.state === 'blocked' && (state.type === 'failed' || state.type === 'conflict')
  return (
    <Modal
      open={asks}
      title={words.leaveTitle}
      okText={words.stay}
      cancelText={words.leave}
      closable={false}
      mask={{ closable: false }}
      onOk={() => blocker.reset?.()}
      onCancel={() => blocker.proceed?.()}
    >
      {words.leaveText}
    </Modal>
  )
}
