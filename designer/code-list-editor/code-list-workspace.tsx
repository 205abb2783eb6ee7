import { DownloadOutlined, ImportOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { App, Button, Input } from 'antd'
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { CodeList } from '#forms'
import { EmptyState, useNarrow, useWords } from '#runtime/client'
import { saveFile } from '../controls/save-file.ts'
import type { EditorProps } from '../draft/definition-editor.tsx'
import { EditFrame } from '../draft/edit-frame.tsx'
import { jsonText } from '../draft/json-text.ts'
import { explainWords } from '../explain/explain-words.ts'
import { useBeneath } from '../explain/use-beneath.ts'
import { useEditHistory } from '../form-editor/edit-history.ts'
import { addCode, codeListOf, inTreeOrder, type PlacedCode } from './code-edits.ts'
import { CodeImport } from './code-import.tsx'
import styles from './code-list-editor.module.css'
import { codeListWords } from './code-list-words.ts'
import { CodePanel } from './code-panel.tsx'
import { CodeTable } from './code-table.tsx'
import { codesCsv } from './code-table-text.ts'

/** The codes of a list in a table that is edited in place, over one stack of undo, with the chosen one beside it. */
export function CodeListWorkspace({ draft, opening, reload }: EditorProps & { readonly opening: CodeList }) {
  const words = useWords(codeListWords)
  const origins = useWords(explainWords)
  const narrow = useNarrow()
  const { message } = App.useApp()
  const [search] = useSearchParams()
  const { present: list, edit, undo, redo } = useEditHistory(opening)
  const [chosen, setChosen] = useState<string | undefined>(search.get('node')?.replace(/^codes\//, ''))
  const [wanted, setWanted] = useState('')
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [importing, setImporting] = useState(false)
  const write = useCallback(() => jsonText(list), [list])
  const beneath = useBeneath(draft, write, list)
  const { changed } = draft
  useEffect(() => {
    if (list !== opening) changed(write)
  }, [list, opening, changed, write])

  const published = useMemo(
    () => new Set(codeListOf(draft.definition.published)?.codes.map(({ code }) => code)),
    [draft.definition.published],
  )
  const isLocked = useCallback(
    (code: string) => beneath.locked.includes('/') || beneath.locked.includes(`codes/${code}`),
    [beneath.locked],
  )
  const needle = useDeferredValue(wanted.trim().toLowerCase())
  const rows = useMemo(() => shownRows(inTreeOrder(list), needle, closed), [list, needle, closed])
  const current = list.codes.find(({ code }) => code === chosen)

  const add = () => {
    const [next, code] = addCode(list, chosen)
    edit(next)
    setWanted('')
    setChosen(code)
  }
  const inherit = async (node: string) => {
    const text = await beneath.inherit(node)
    const next = text === undefined ? undefined : codeListOf(text)
    if (!next) return
    edit(next)
    message.success(origins.restored)
  }
  const download = () =>
    saveFile(
      `${list.id}.csv`,
      'text/csv;charset=utf-8',
      codesCsv(list, [words.code, words.zh, words.en, words.parent, words.retired], words.yes),
    )

  return (
    <EditFrame
      draft={draft}
      history={{ undo, redo }}
      reload={reload}
      findings={draft.findings}
      nodeName={(node) => list.codes.find(({ code }) => code === node)?.title['zh-CN']}
      onJump={({ node }) => {
        setWanted('')
        setClosed(new Set())
        setChosen(node?.replace(/^codes\//, ''))
      }}
    >
      <div className={styles.panes}>
        <div className={styles.main}>
          <div className={styles.tools}>
            <Input
              prefix={<SearchOutlined aria-hidden="true" />}
              allowClear
              aria-label={words.find}
              placeholder={words.find}
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
            />
            <span role="status">{words.count(needle === '' ? list.codes.length : rows.length, list.codes.length)}</span>
            <Button icon={<PlusOutlined />} disabled={beneath.locked.includes('/')} onClick={add}>
              {words.add}
            </Button>
            <Button
              icon={<ImportOutlined />}
              disabled={beneath.locked.includes('/')}
              onClick={() => setImporting(true)}
            >
              {words.import}
            </Button>
            <Button icon={<DownloadOutlined />} onClick={download}>
              {words.export}
            </Button>
          </div>
          {rows.length === 0 ? (
            <EmptyState
              title={list.codes.length === 0 ? words.empty : words.noneFound}
              text={list.codes.length === 0 ? words.emptyText : words.noneFoundText}
            />
          ) : (
            <CodeTable
              list={list}
              rows={rows}
              chosen={chosen}
              closed={closed}
              narrow={narrow}
              adapted={beneath.adapted}
              isLocked={isLocked}
              onChoose={setChosen}
              onClosed={setClosed}
              onEdit={edit}
            />
          )}
        </div>
        <CodePanel
          draft={draft}
          list={list}
          code={current}
          isPublished={current !== undefined && published.has(current.code)}
          isLocked={isLocked}
          adapted={beneath.adapted}
          onEdit={edit}
          onChoose={setChosen}
          onInherit={(node) => void inherit(node)}
        />
      </div>
      {importing && (
        <CodeImport
          list={list}
          isLocked={isLocked}
          onTake={(next) => {
            edit(next)
            setImporting(false)
            message.success(words.imported)
          }}
          onCancel={() => setImporting(false)}
        />
      )}
    </EditFrame>
  )
}

/** Those that match, or where nothing is looked for, those that no closed code above hides. */
function shownRows(placed: readonly PlacedCode[], needle: string, closed: ReadonlySet<string>): readonly PlacedCode[] {
  if (needle !== '') {
    return placed.filter(({ code: { code, title } }) =>
      `${code} ${title['zh-CN']} ${title.en ?? ''}`.toLowerCase().includes(needle),
    )
  }
  if (closed.size === 0) return placed
  let hiddenBelow: number | undefined
  return placed.filter(({ code, depth }) => {
    if (hiddenBelow !== undefined && depth > hiddenBelow) return false
    hiddenBelow = closed.has(code.code) ? depth : undefined
    return true
  })
}
