import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { momentWords, useApi, useLocale, useWords } from '#runtime/client'
import styles from './draft.module.css'
import { draftWords } from './draft-words.ts'
import type { Draft } from './use-draft.ts'

export interface ConflictDialogProps {
  readonly draft: Draft
  readonly reload: () => void
}

/** Says who saved in between and lets the author choose whose edits stay. */
export function ConflictDialog({ draft, reload }: ConflictDialogProps) {
  const words = useWords(draftWords)
  const { locale } = useLocale()
  const api = useApi()
  const { region, definition, state } = draft
  const { kind, id } = definition
  const open = state.type === 'conflict'
  const { data } = useQuery({
    queryKey: ['conflict', region, kind, id, open],
    queryFn: () => api('GET /api/definitions/:kind/:id', { params: { kind, id }, query: { region } }),
    enabled: open,
    gcTime: 0,
  })
  return (
    <Modal open={open} title={words.conflictTitle} footer={null} closable={false} mask={{ closable: false }}>
      {data && (
        <p>{data.draft ? words.conflictBy(data.draft.by, momentWords(data.draft.at, locale)) : words.conflictGone}</p>
      )}
      <div className={styles.choices}>
        <Button type="primary" onClick={reload}>
          {words.reload}
        </Button>
        <Button danger onClick={() => void draft.overwrite()}>
          {words.overwrite}
        </Button>
      </div>
    </Modal>
  )
}
