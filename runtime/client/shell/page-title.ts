import { useEffect } from 'react'
import { useWords } from '../i18n/locale.tsx'
import { clientWords } from '../words.ts'

/** Names the page in the browser's tab and history. */
export function usePageTitle(title: string | undefined): void {
  const { product } = useWords(clientWords)
  useEffect(() => {
    document.title = title ? `${title} · ${product}` : product
  }, [title, product])
}
