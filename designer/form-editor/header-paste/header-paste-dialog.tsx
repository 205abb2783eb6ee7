import { Alert, Input, Modal, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import type { Clip } from '#forms'
import { useWords } from '#runtime/client'
import { PropertyField } from '../../controls/property-field.tsx'
import { ColumnTable } from './column-table.tsx'
import { type ColumnsAs, columnsClip } from './columns-clip.ts'
import styles from './header-paste.module.css'
import { headerPasteWords } from './header-paste-words.ts'
import { columnsAtMost, type PastedColumn, pastedColumns } from './pasted-columns.ts'

export interface HeaderPasteDialogProps {
  /** What was pasted already. */
  readonly given?: string
  /** Whether a section or table may stand where things go. */
  readonly maySection: boolean
  /** The code lists the region has. */
  readonly lists: ReadonlySet<string>
  readonly onAdd: (clip: Clip, said: () => string) => void
  readonly onClose: () => void
}

/** Makes fields of a spreadsheet's header row: shows what they would be, to be corrected before they are added in one edit. */
export function HeaderPasteDialog({ given = '', maySection, lists, onAdd, onClose }: HeaderPasteDialogProps) {
  const words = useWords(headerPasteWords)
  const [text, setText] = useState(given)
  const [as, setAs] = useState<ColumnsAs>(maySection ? 'section' : 'fields')
  const [name, setName] = useState<string>()
  const [changes, setChanges] = useState<ReadonlyMap<number, Partial<PastedColumn>>>(new Map())
  const pasted = useMemo(() => pastedColumns(text), [text])
  const columns =
    pasted.type === 'columns' ? pasted.columns.map((column) => ({ ...column, ...changes.get(column.at) })) : []
  const taken = columns.filter((column) => column.taken && column.title.trim() !== '')
  const title = name ?? (as === 'table' ? words.table : words.part)
  const refusal =
    pasted.type === 'too-large'
      ? words.tooLarge
      : pasted.type === 'too-wide'
        ? words.tooWide(pasted.count, columnsAtMost)
        : pasted.type === 'empty' && text !== ''
          ? words.empty
          : undefined
  const change = (at: number, part: Partial<PastedColumn>) =>
    setChanges((before) => new Map(before).set(at, { ...before.get(at), ...part }))
  const type = (next: string) => {
    setText(next)
    setChanges(new Map())
  }
  const add = () => {
    onAdd(columnsClip(taken, as, { 'zh-CN': title.trim() || words.part }, lists), () => words.added(taken.length))
    onClose()
  }
  return (
    <Modal
      open
      title={words.title}
      width={960}
      okText={words.add(taken.length)}
      okButtonProps={{ disabled: taken.length === 0 }}
      cancelText={words.cancel}
      onOk={add}
      onCancel={onClose}
    >
      <p className={styles.how}>{words.how}</p>
      <Input.TextArea
        aria-label={words.label}
        placeholder={words.placeholder}
        autoFocus
        rows={3}
        spellCheck={false}
        value={text.length > shownAtMost ? text.slice(0, shownAtMost) : text}
        onPaste={(event) => {
          const all = event.clipboardData.getData('text/plain')
          if (!all) return
          event.preventDefault()
          type(all)
        }}
        onChange={(event) => type(event.target.value)}
      />
      {refusal && <Alert className={styles.refusal ?? ''} type="warning" showIcon title={refusal} />}
      {columns.length > 0 && (
        <>
          <div className={styles.choices}>
            <Segmented
              aria-label={words.as}
              value={as}
              onChange={setAs}
              options={[
                { value: 'fields', label: words.asFields },
                { value: 'section', label: words.asSection, disabled: !maySection },
                { value: 'table', label: words.asTable, disabled: !maySection },
              ]}
            />
            {as !== 'fields' && (
              <PropertyField label={words.partTitle}>
                {(control) => <Input {...control} value={title} onChange={(event) => setName(event.target.value)} />}
              </PropertyField>
            )}
          </div>
          <ColumnTable columns={columns} onChange={change} />
        </>
      )}
    </Modal>
  )
}

/** Of a long paste only the beginning is put into the text box; all of it is looked at. */
const shownAtMost = 20_000
