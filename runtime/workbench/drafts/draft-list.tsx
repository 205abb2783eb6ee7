import { DeleteOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { DraftSummary } from '#runtime/api'
import { momentWords, useApi, useErrorWords, useLocale, useLocalize, useRegionName, useWords } from '#runtime/client'
import { LoadMore } from '../parts/load-more.tsx'
import { Panel } from '../parts/panel.tsx'
import { taskPath } from '../task/task-path.ts'
import { workbenchWords } from '../words.ts'
import styles from './drafts.module.css'
import { draftPath, useDrafts } from './use-drafts.ts'

/** 草稿: what I have begun to fill in. Not there where I have begun nothing. */
export function DraftList() {
  const words = useWords(workbenchWords)
  const api = useApi()
  const queries = useQueryClient()
  const errorWords = useErrorWords()
  const { drafts = [], ...paging } = useDrafts()
  const [asked, setAsked] = useState<DraftSummary>()
  const [gone, setGone] = useState<DraftSummary>()
  const [failed, setFailed] = useState<string>()

  const change = async (name: 'DELETE /api/drafts/:draftId' | 'POST /api/drafts/:draftId/restore', id: string) => {
    setFailed(undefined)
    try {
      await api(name, { params: { draftId: id } })
      return true
    } catch (error) {
      setFailed(errorWords(error).text)
      return false
    } finally {
      await queries.invalidateQueries({ queryKey: ['drafts'] })
    }
  }
  const discard = async (draft: DraftSummary) => {
    setAsked(undefined)
    if (await change('DELETE /api/drafts/:draftId', draft.id)) setGone(draft)
  }
  const undo = async (draft: DraftSummary) => {
    if (await change('POST /api/drafts/:draftId/restore', draft.id)) setGone(undefined)
  }

  if (drafts.length === 0 && !gone && !failed) return null
  return (
    <Panel title={words.drafts}>
      <p className={styles.note} role="status">
        {failed}
        {!failed && gone && (
          <>
            {words.draftDiscarded}{' '}
            <Button type="link" size="small" onClick={() => undo(gone)}>
              {words.undo}
            </Button>
          </>
        )}
      </p>
      <ul className={styles.list} aria-label={words.drafts}>
        {drafts.map((draft) => (
          <DraftRow key={draft.id} draft={draft} onDiscard={() => setAsked(draft)} />
        ))}
      </ul>
      <LoadMore {...paging} />
      <Modal
        open={asked !== undefined}
        title={words.discardDraftTitle}
        okText={words.discardDraft}
        okButtonProps={{ danger: true }}
        cancelText={words.keepDraft}
        onOk={() => asked && discard(asked)}
        onCancel={() => setAsked(undefined)}
        width={420}
        centered
      >
        <p>{words.discardDraftText}</p>
      </Modal>
    </Panel>
  )
}

function DraftRow({ draft, onDiscard }: { readonly draft: DraftSummary; readonly onDiscard: () => void }) {
  const nameOf = useRegionName()
  const words = useWords(workbenchWords)
  const localize = useLocalize()
  const { locale } = useLocale()
  const title = localize(draft.title)
  const isLate = draft.taskStatus !== undefined && draft.taskStatus !== 'open'
  return (
    <li className={styles.row}>
      <Link to={draftPath(draft, taskPath)} className={styles.what}>
        <span>
          <strong>{title}</strong>
          {isLate && <span className={styles.late}>{words.draftTaskClosed}</span>}
        </span>
        <span className={styles.facts}>
          {[draft.caseTitle, nameOf(draft.region, draft.regionName), words.savedAt(momentWords(draft.savedAt, locale))]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </Link>
      <Button
        type="text"
        icon={<DeleteOutlined aria-hidden="true" />}
        aria-label={words.discardDraftOf(title, draft.caseTitle ?? '')}
        title={words.discardDraft}
        onClick={onDiscard}
      />
    </li>
  )
}
