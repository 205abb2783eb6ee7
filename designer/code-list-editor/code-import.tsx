import { Button, Input, Modal, Upload } from 'antd'
import { useDeferredValue, useId, useMemo, useState } from 'react'
import type { CodeList } from '#forms'
import { useWords } from '#runtime/client'
import styles from './code-list-editor.module.css'
import { codeListWords } from './code-list-words.ts'
import { codesAtMost, mergeCodes, readCodes } from './code-table-text.ts'

/** Characters that are looked at; a list of the greatest size takes less. */
const longestText = 4_000_000

export interface CodeImportProps {
  readonly list: CodeList
  readonly isLocked: (code: string) => boolean
  readonly onTake: (list: CodeList) => void
  readonly onCancel: () => void
}

/** Codes from a spreadsheet or a file: what would be added and changed is told before it is. */
export function CodeImport({ list, isLocked, onTake, onCancel }: CodeImportProps) {
  const words = useWords(codeListWords)
  const id = useId()
  const [text, setText] = useState('')
  const looked = useDeferredValue(text)
  const read = useMemo(
    () => (looked.trim() === '' || looked.length > longestText ? undefined : readCodes(looked, separatorOf(looked))),
    [looked],
  )
  const merged = useMemo(
    () => (read?.type === 'codes' ? mergeCodes(list, read.codes, isLocked) : undefined),
    [read, list, isLocked],
  )
  const isNew = merged !== undefined && merged.added + merged.changed > 0
  return (
    <Modal
      open
      title={words.importTitle}
      okText={merged && isNew ? words.importTake(merged.added, merged.changed) : words.import}
      okButtonProps={{ disabled: !isNew }}
      cancelText={words.cancel}
      width={640}
      onOk={() => merged && onTake(merged.list)}
      onCancel={onCancel}
    >
      <p className={styles.hint}>{words.importHelp}</p>
      <label htmlFor={id}>{words.importText}</label>
      <Input.TextArea
        id={id}
        rows={9}
        value={text}
        spellCheck={false}
        style={{ fontFamily: 'ui-monospace, Consolas, monospace' }}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.importing}>
        <Upload
          accept=".csv,.tsv,.txt,text/csv"
          showUploadList={false}
          beforeUpload={async (file) => {
            setText(await file.text())
            return false
          }}
        >
          <Button size="small">{words.importFile}</Button>
        </Upload>
        <span role="status">
          {looked.length > longestText && words.importTooLarge}
          {read?.type === 'empty' && words.importNone}
          {read?.type === 'codes' && words.importFound(read.codes.length)}
          {merged && !isNew && ` · ${words.importSame}`}
        </span>
      </div>
      {read?.type === 'codes' && read.unread.length > 0 && (
        <p className={styles.warning}>{words.importUnread(read.unread.slice(0, 20).join(', '))}</p>
      )}
      {read?.type === 'codes' && read.more && <p className={styles.warning}>{words.importMore(codesAtMost)}</p>}
    </Modal>
  )
}

/** A copied table has tabs; a saved one has commas. */
function separatorOf(text: string): '\t' | ',' {
  return text.slice(0, 10_000).includes('\t') ? '\t' : ','
}
