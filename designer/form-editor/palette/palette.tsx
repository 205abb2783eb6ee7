import { SearchOutlined, SnippetsOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { type KeyboardEvent, type RefObject, useMemo, useRef, useState } from 'react'
import { useLocalize, useWords } from '#runtime/client'
import { useDraggable } from '../canvas/dragged.ts'
import { formEditorWords } from '../form-editor-words.ts'
import { KindIcon } from '../outline/kind-icon.tsx'
import { isFound, rankOf } from './find-items.ts'
import styles from './palette.module.css'
import { type PaletteItem, paletteGroups } from './palette-items.ts'
import { paletteWords } from './palette-words.ts'

export interface PaletteProps {
  /** What may stand where the next node goes. */
  readonly allowed: (item: PaletteItem) => boolean
  readonly onAdd: (item: PaletteItem) => void
  /** Escape was pressed in the search. */
  readonly onLeave: () => void
  /** Brought by the page, so that a key can put the cursor there. */
  readonly search?: RefObject<HTMLInputElement | null>
}

/** All that can be put into a form: to be dragged, clicked, or found by typing and added with Enter. */
export function Palette({ allowed, onAdd, onLeave, search }: PaletteProps) {
  const words = useWords(paletteWords)
  const kinds = useWords(formEditorWords)
  const say = useLocalize()
  const [typed, setTyped] = useState('')
  const root = useRef<HTMLElement>(null)
  const named = (item: PaletteItem) => (item.type === 'kind' ? kinds[`kind_${item.kind}`] : say(item.title))
  const groups = useMemo(
    () =>
      paletteGroups.flatMap(({ group, items }) => {
        const found = items.filter((item) => isFound({ item, names: namesOf(item) }, typed))
        return found.length > 0 ? [{ group, items: found }] : []
      }),
    [typed],
  )
  const best = useMemo(() => {
    const found = groups.flatMap(({ items }) => items).filter(allowed)
    return found.toSorted(
      (a, b) => rankOf({ item: a, names: namesOf(a) }, typed) - rankOf({ item: b, names: namesOf(b) }, typed),
    )[0]
  }, [groups, typed, allowed])

  const add = (item: PaletteItem) => {
    setTyped('')
    onAdd(item)
  }
  const keysInSearch = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && typed.trim() !== '' && best) add(best)
    else if (event.key === 'Escape') {
      setTyped('')
      onLeave()
    } else if (event.key === 'ArrowDown') buttonsIn(root.current)[0]?.focus()
    else return
    event.preventDefault()
  }
  const keysInList = (event: KeyboardEvent) => {
    const steps = { ArrowDown: 2, ArrowUp: -2, ArrowRight: 1, ArrowLeft: -1 } as const
    const step = Object.hasOwn(steps, event.key) ? steps[event.key as keyof typeof steps] : undefined
    if (step === undefined) return
    event.preventDefault()
    const buttons = buttonsIn(root.current)
    const at = buttons.findIndex((button) => button.matches(':focus'))
    const next = buttons[Math.min(buttons.length - 1, at + step)]
    if (at + step < 0) search?.current?.focus()
    else next?.focus()
  }

  return (
    <section ref={root} aria-label={words.add} className={styles.palette}>
      <Input
        ref={(input) => {
          if (search) search.current = input?.input ?? null
        }}
        prefix={<SearchOutlined aria-hidden="true" />}
        aria-label={words.search}
        placeholder={words.search}
        allowClear
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={keysInSearch}
      />
      {groups.length === 0 && <p className={styles.hint}>{words.nothing(typed)}</p>}
      {groups.map(({ group, items }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the arrows are a shorter way than Tab
        <div key={group} onKeyDown={keysInList}>
          <h3>{words[group]}</h3>
          <div className={styles.items}>
            {items.map((item) => (
              <Item
                key={item.type === 'kind' ? item.kind : item.id}
                item={item}
                title={named(item)}
                isBest={typed.trim() !== '' && item === best}
                isAllowed={allowed(item)}
                onAdd={() => add(item)}
              />
            ))}
          </div>
        </div>
      ))}
      <p className={styles.hint}>{words.hint}</p>
      <span role="status" className="gz-unseen">
        {typed.trim() !== '' && words.found(groups.flatMap(({ items }) => items).length)}
      </span>
    </section>
  )
}

interface ItemProps {
  readonly item: PaletteItem
  readonly title: string
  /** The one that Enter adds. */
  readonly isBest: boolean
  readonly isAllowed: boolean
  readonly onAdd: () => void
}

function Item({ item, title, isBest, isAllowed, onAdd }: ItemProps) {
  const element = useRef<HTMLButtonElement>(null)
  useDraggable(element, () => (item.type === 'kind' ? item : { type: 'template', id: item.id }))
  return (
    <button
      ref={element}
      type="button"
      data-best={isBest || undefined}
      aria-disabled={!isAllowed}
      onClick={() => isAllowed && onAdd()}
    >
      {item.type === 'kind' ? (
        <KindIcon kind={item.kind} />
      ) : (
        <span aria-hidden="true">
          <SnippetsOutlined />
        </span>
      )}
      {title}
    </button>
  )
}

function namesOf(item: PaletteItem): readonly string[] {
  if (item.type === 'template') return Object.values(item.title).filter((title) => title !== undefined)
  const key = `kind_${item.kind}` as const
  return [formEditorWords['zh-CN'][key], formEditorWords.en[key]]
}

function buttonsIn(root: HTMLElement | null): readonly HTMLButtonElement[] {
  return [...(root?.querySelectorAll<HTMLButtonElement>('button[draggable]') ?? [])]
}
