import { useEffect, useRef } from 'react'
import type { FilledForm } from '#runtime/api'
import { momentWords, useLocale, useLocalize, useWords } from '#runtime/client'
import { FilledAnswers } from '../parts/filled-answers.tsx'
import { workbenchWords } from '../words.ts'
import styles from './case.module.css'

/** Every form as it was filled, the latest one open; on paper all of them. */
export function FilledForms({ forms }: { readonly forms: readonly FilledForm[] }) {
  const words = useWords(workbenchWords)
  const localize = useLocalize()
  const { locale } = useLocale()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const openAll = () => {
      for (const form of list.current?.querySelectorAll('details') ?? []) form.open = true
    }
    addEventListener('beforeprint', openAll)
    return () => removeEventListener('beforeprint', openAll)
  }, [])
  return (
    <div ref={list} className={styles.forms}>
      {forms.map((filled, index) => (
        <details key={`${filled.elementId} ${filled.at}`} open={index === forms.length - 1} className={styles.form}>
          <summary>
            <span>{localize(filled.taskName)}</span>
            <span className={styles.formFacts}>{words.filledBy(filled.by, momentWords(filled.at, locale))}</span>
          </summary>
          <div className={styles.formBody}>
            <FilledAnswers form={filled.form} answers={filled.answers} />
          </div>
        </details>
      ))}
    </div>
  )
}
