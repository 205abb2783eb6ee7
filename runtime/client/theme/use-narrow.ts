import { useSyncExternalStore } from 'react'

const phone = '(max-width: 767px)'
const desktop = '(min-width: 1100px)'

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )
}

/** True on a phone, where controls are 44 px high and lists are cards. */
export const useNarrow = () => useMedia(phone)

/** True where a list and what is chosen in it fit side by side. */
export const useWide = () => useMedia(desktop)
