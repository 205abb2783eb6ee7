import { Button, Modal } from 'antd'
import { useEffect, useRef } from 'react'
import { useBlocker } from 'react-router'
import type { DraftStatus } from '#forms/react'
import { useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'

/** What would be lost: nothing that is saved, or is being saved as the page is left. */
const atRisk: ReadonlySet<DraftStatus['kind']> = new Set(['failed', 'conflict'])

/** Asks before the page is left where the draft could not be saved, by a link, the back button or closing the tab. */
export function UnsavedGuard({ status }: { readonly status: DraftStatus['kind'] }) {
  const words = useWords(workbenchWords)
  const latest = useRef(status)
  latest.current = status
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      atRisk.has(latest.current) && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (atRisk.has(latest.current) || latest.current === 'unsaved') event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [])
  return (
    <Modal
      open={blocker.state === 'blocked'}
      title={words.unsavedTitle}
      onCancel={() => blocker.reset?.()}
      footer={
        <>
          <Button danger onClick={() => blocker.proceed?.()}>
            {words.leave}
          </Button>
          <Button type="primary" onClick={() => blocker.reset?.()}>
            {words.stay}
          </Button>
        </>
      }
      width={420}
      centered
    >
      <p>{words.unsavedText}</p>
    </Modal>
  )
}
