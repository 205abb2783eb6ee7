import { Button } from 'antd'
import { momentWords, timeWords, useLocale, useWords } from '#runtime/client'
import styles from './draft.module.css'
import { draftWords } from './draft-words.ts'
import type { Draft } from './use-draft.ts'

/** Whether what is on the screen is on the server too. */
export function SaveStatus({ draft: { state, definition, flush } }: { readonly draft: Draft }) {
  const words = useWords(draftWords)
  const { locale } = useLocale()
  const text = {
    untouched: definition.draft
      ? words.draftSaved(definition.draft.by, momentWords(definition.draft.at, locale))
      : words.published,
    unsaved: words.unsaved,
    saving: words.saving,
    saved: state.type === 'saved' ? words.saved(timeWords(state.at)) : '',
    failed: words.failed,
    conflict: words.conflict,
  }[state.type]
  const bad = state.type === 'failed' || state.type === 'conflict'
  return (
    <span className={styles.state} role="status" data-state={state.type}>
      <span className={bad ? styles.bad : undefined}>{text}</span>
      {state.type === 'failed' && (
        <Button size="small" onClick={() => void flush()}>
          {words.retry}
        </Button>
      )}
    </span>
  )
}
