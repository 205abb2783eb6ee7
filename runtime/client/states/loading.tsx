import { Spin } from 'antd'
import { useWords } from '../i18n/locale.tsx'
import { clientWords } from '../words.ts'
import styles from './states.module.css'

/** `page`: fills the window, before there is a shell. Shown after a moment, so a quick answer does not flicker. */
export function Loading({ page = false }: { readonly page?: boolean }) {
  const words = useWords(clientWords)
  return (
    <div className={`${styles.loading} ${page ? styles.page : ''}`} role="status" aria-live="polite">
      <Spin size="large" aria-hidden="true" />
      <span>{words.loading}</span>
    </div>
  )
}
