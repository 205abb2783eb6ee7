import { type ReactNode, useCallback, useMemo, useState } from 'react'

export interface Announcer {
  /** Says to screen readers what an edit has done. */
  readonly announce: (text: string) => void
  /** Where it is said; stands on the page all the time. */
  readonly region: ReactNode
}

export function useAnnouncer(): Announcer {
  const [said, setSaid] = useState({ text: '', times: 0 })
  const announce = useCallback((text: string) => setSaid(({ times }) => ({ text, times: times + 1 })), [])
  return useMemo(
    () => ({
      announce,
      region: (
        <div role="status" aria-live="polite" className="gz-unseen" data-announcer>
          {/* The same words twice are read twice. */}
          {said.text && said.text + (said.times % 2 === 0 ? '' : '\u00a0')}
        </div>
      ),
    }),
    [announce, said],
  )
}
