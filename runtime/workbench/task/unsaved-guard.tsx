import { Button, Modal } from 'antd'
import { useEffect } from 'react'
import { useBlocker } from 'react-router'
import { useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'

/** While `unsaved` answers true, asks before the page is left, by a link, the back button or closing the tab. */
export function UnsavedGuard({ unsaved }: { readonly unsaved: () => boolean }) {
  const words = useWords(workbenchWords)
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved() && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (unsaved()) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [unsaved])
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
