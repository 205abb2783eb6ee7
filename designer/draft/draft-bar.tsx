import { CheckSquareOutlined, CloudUploadOutlined, DeleteOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { App, Button, Space } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { PageHeader, useErrorWords, useLocalize, useNarrow, useWords } from '#runtime/client'
import { RegionTag } from '../app/region-tag.tsx'
import styles from './draft.module.css'
import { draftWords } from './draft-words.ts'
import { SaveStatus } from './save-status.tsx'
import type { Draft } from './use-draft.ts'

export interface DraftBarProps {
  readonly draft: Draft
  readonly undo?: (() => void) | undefined
  readonly redo?: (() => void) | undefined
  readonly reload: () => void
  readonly children?: ReactNode
}

/** Top of an editor: what is edited, whether it is saved, and what can be done with the draft. */
export function DraftBar({ draft, undo, redo, reload, children }: DraftBarProps) {
  const words = useWords(draftWords)
  const say = useLocalize()
  const narrow = useNarrow()
  const navigate = useNavigate()
  const errorWords = useErrorWords()
  const { modal, message } = App.useApp()
  const { region, definition, state } = draft
  const hasDraft = definition.draft !== undefined || state.type !== 'untouched'

  const failed = (error: unknown) => message.error(errorWords(error).text)
  const check = () => draft.check().catch(failed)

  async function publish() {
    if (await draft.flush()) navigate(`/${region}/publish`)
  }

  function discard() {
    modal.confirm({
      title: words.discardTitle,
      content: words.discardText,
      okText: words.discard,
      okButtonProps: { danger: true },
      cancelText: words.cancel,
      onOk: async () => {
        try {
          await draft.discard()
          message.success(words.discarded)
          reload()
        } catch (error) {
          failed(error)
        }
      },
    })
  }

  return (
    <div className={styles.bar}>
      <PageHeader
        title={say(definition.title)}
        back={`/${region}`}
        aside={
          <>
            <RegionTag />
            <SaveStatus draft={draft} />
          </>
        }
        actions={
          <Space size={8} wrap>
            {children}
            <Space.Compact>
              <Button
                icon={<UndoOutlined />}
                aria-label={words.undo}
                title={words.undo}
                disabled={!undo}
                onClick={undo}
              />
              <Button
                icon={<RedoOutlined />}
                aria-label={words.redo}
                title={words.redo}
                disabled={!redo}
                onClick={redo}
              />
            </Space.Compact>
            <Button
              icon={<DeleteOutlined />}
              aria-label={words.discard}
              title={words.discard}
              disabled={!hasDraft}
              onClick={discard}
            >
              {!narrow && words.discard}
            </Button>
            <Button icon={<CheckSquareOutlined />} loading={draft.checking} onClick={check}>
              {words.check}
            </Button>
            <Button type="primary" icon={<CloudUploadOutlined />} disabled={!hasDraft} onClick={publish}>
              {words.publish}
            </Button>
          </Space>
        }
      />
    </div>
  )
}
