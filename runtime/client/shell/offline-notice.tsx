import { useSyncExternalStore } from 'react'
import { useWords } from '../i18n/locale.tsx'
import { clientWords } from '../words.ts'
import styles from './shell.module.css'

/** Says so while the device has no network. */
export function OfflineNotice() {
  const words = useWords(clientWords)
  const online = useSyncExternalStore(
    (changed) => {
      addEventListener('online', changed)
      addEventListener('offline', changed)
      return () => {
        removeEventListener('online', changed)
        removeEventListener('offline', changed)
      }
    },
    () => navigator.onLine,
  )
  return (
    <div role="status" className={styles.notice}>
      {!online && words.offline}
    </div>
  )
}
