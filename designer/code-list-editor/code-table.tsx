import { DownOutlined, LockOutlined, RightOutlined } from '@ant-design/icons'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { CodeList } from '#forms'
import { useLocale, useWords } from '#runtime/client'
import { CommittedText } from '../controls/committed-text.tsx'
import type { Adaptation } from '../explain/use-beneath.ts'
import { editCode, type PlacedCode } from './code-edits.ts'
import styles from './code-list-editor.module.css'
import { codeListWords } from './code-list-words.ts'

const rowHeight = 44
const rowsAround = 8

export interface CodeTableProps {
  readonly list: CodeList
  readonly rows: readonly PlacedCode[]
  readonly chosen: string | undefined
  readonly closed: ReadonlySet<string>
  readonly narrow: boolean
  readonly adapted: ReadonlyMap<string, Adaptation>
  readonly isLocked: (code: string) => boolean
  readonly onChoose: (code: string) => void
  readonly onClosed: (closed: ReadonlySet<string>) => void
  readonly onEdit: (list: CodeList) => void
}

/** The codes, only those in sight drawn. Names are typed in place; up and down go on in the same column. */
export function CodeTable(props: CodeTableProps) {
  const { list, rows, chosen, closed, narrow, adapted, isLocked, onChoose, onClosed, onEdit } = props
  const words = useWords(codeListWords)
  const { locale } = useLocale()
  const box = useRef<HTMLDivElement>(null)
  const [sight, setSight] = useState({ top: 0, height: 600 })
  const first = Math.max(0, Math.floor(sight.top / rowHeight) - rowsAround)
  const last = Math.min(rows.length, Math.ceil((sight.top + sight.height) / rowHeight) + rowsAround)

  useEffect(() => {
    const element = box.current
    if (!element) return
    const look = () => setSight({ top: element.scrollTop, height: element.clientHeight })
    const watching = new ResizeObserver(look)
    watching.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      watching.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [])

  const at = rows.findIndex(({ code }) => code.code === chosen)
  const shownFor = useRef<string>(undefined)
  useEffect(() => {
    const element = box.current
    if (!element || at < 0 || chosen === shownFor.current) return
    shownFor.current = chosen
    const top = at * rowHeight
    if (top < element.scrollTop || top + rowHeight > element.scrollTop + element.clientHeight - rowHeight) {
      element.scrollTop = Math.max(0, top - element.clientHeight / 2)
    }
  }, [chosen, at])

  function keys(event: KeyboardEvent) {
    const field = event.target
    if (!(field instanceof HTMLInputElement) || event.nativeEvent.isComposing) return
    const by =
      event.key === 'ArrowDown' || (event.key === 'Enter' && !event.shiftKey) ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const row = Number(field.dataset.row)
    if (by === 0 || !Number.isInteger(row) || row + by < 0 || row + by >= rows.length) return
    event.preventDefault()
    const next = box.current?.querySelector<HTMLInputElement>(
      `input[data-row="${row + by}"][data-column="${field.dataset.column}"]`,
    )
    next?.focus()
    next?.select()
  }
  const toggle = (code: string) => {
    const next = new Set(closed)
    if (!next.delete(code)) next.add(code)
    onClosed(next)
  }

  return (
    <section className={styles.table} aria-label={words.codes}>
      <div className={`${styles.row} ${styles.head}`} aria-hidden="true">
        <span>{words.code}</span>
        <span>{words.zh}</span>
        {!narrow && <span>{words.en}</span>}
        <span className={styles.marks} />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears the arrows of the fields in it */}
      <div ref={box} className={styles.body} onKeyDown={keys}>
        <ul style={{ height: rows.length * rowHeight, position: 'relative' }}>
          {rows.slice(first, last).map(({ code, depth, hasBelow }, index) => {
            const row = first + index
            const { code: id, title, retired } = code
            const locked = isLocked(id)
            const adaptation = adapted.get(`codes/${id}`)
            const name = (locale === 'en' && title.en) || title['zh-CN']
            const field = (column: 'zh-CN' | 'en') => (
              <CommittedText
                {...({ 'data-row': row, 'data-column': column } as object)}
                id={`code-${row}-${column}`}
                aria-describedby={undefined}
                aria-invalid={column === 'zh-CN' && title['zh-CN'].trim() === '' ? true : undefined}
                aria-label={`${column === 'en' ? words.en : words.zh} ${id}`}
                disabled={locked}
                value={title[column] ?? ''}
                onCommit={(text) => {
                  const { en: _, ...others } = title
                  const next = column === 'en' && text === '' ? others : { ...title, [column]: text }
                  onEdit(editCode(list, id, { title: next }))
                }}
              />
            )
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: its fields take the focus, which chooses it too
              <li
                key={id}
                aria-setsize={rows.length}
                aria-posinset={row + 1}
                className={styles.row}
                style={{ position: 'absolute', top: row * rowHeight, height: rowHeight, left: 0, right: 0 }}
                data-code={id}
                data-chosen={id === chosen || undefined}
                data-retired={retired}
                onClick={() => onChoose(id)}
                onFocus={() => onChoose(id)}
              >
                <span className={styles.code} style={{ paddingLeft: depth * 16 }}>
                  {hasBelow ? (
                    <button
                      type="button"
                      aria-expanded={!closed.has(id)}
                      aria-label={closed.has(id) ? words.open(name) : words.close(name)}
                      onClick={() => toggle(id)}
                    >
                      {closed.has(id) ? <RightOutlined aria-hidden="true" /> : <DownOutlined aria-hidden="true" />}
                    </button>
                  ) : (
                    <i />
                  )}
                  <code>{id}</code>
                </span>
                <span>{field('zh-CN')}</span>
                {!narrow && <span>{field('en')}</span>}
                <span className={styles.marks}>
                  {locked && <LockOutlined role="img" aria-label={words.locked} title={words.locked} />}
                  {retired && <span className={styles.retired}>{words.retired}</span>}
                  {adaptation && <span className={styles.own}>{adaptation === 'added' ? words.added : words.own}</span>}
                </span>
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}
