import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import type { FilledForm } from '#runtime/api'
import { momentWords, useLocale, useLocalize, useWords } from '#runtime/client'
import { useReveal } from '../masked/use-reveal.tsx'
import { FilledAnswers } from '../parts/filled-answers.tsx'
import { workbenchWords } from '../words.ts'
import styles from './case.module.css'

export interface FilledFormsProps {
  readonly caseId: string
  readonly forms: readonly FilledForm[]
  readonly mayReveal: boolean
}

/** Every form as it was filled, the latest one open; on paper all of them. */
export function FilledForms({ caseId, forms, mayReveal }: FilledFormsProps) {
  const words = useWords(workbenchWords)
  const localize = useLocalize()
  const { locale } = useLocale()
  const { onReveal, shown, dialog } = useReveal({ caseId, mayReveal, where: 'page' })
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
      {dialog}
      {forms.map((filled, index) => {
        const of = filled.taskId ?? 'start'
        return (
          <details key={`${filled.elementId} ${filled.at}`} open={index === forms.length - 1} className={styles.form}>
            <summary>
              <span>{localize(filled.taskName)}</span>
              <span className={styles.formFacts}>{words.filledBy(filled.by, momentWords(filled.at, locale))}</span>
            </summary>
            <div className={styles.formBody}>
              <p className={styles.formActions}>
                <Link to={`/print/cases/${encodeURIComponent(caseId)}?form=${encodeURIComponent(of)}`}>
                  {words.printForm}
                </Link>
              </p>
              <FilledAnswers
                form={filled.form}
                {...shown(of, filled.answers, filled.masked)}
                onReveal={onReveal && ((pointer) => onReveal(of, pointer))}
              />
            </div>
          </details>
        )
      })}
    </div>
  )
}
