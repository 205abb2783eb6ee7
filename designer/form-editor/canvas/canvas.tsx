import { type MouseEvent, useLayoutEffect, useMemo, useRef } from 'react'
import type { FormDefinition, FormLibrary } from '#forms'
import { useLocale, useLocalize, useWords } from '#runtime/client'
import type { SelectHow } from '../selection.ts'
import styles from './canvas.module.css'
import { type CanvasActions, CanvasContext, type CanvasSurroundings } from './canvas-context.ts'
import { CanvasNode } from './canvas-node.tsx'
import { canvasWords } from './canvas-words.ts'
import type { DrawnNodes } from './drawn-nodes.ts'
import { selectionStore } from './selection-store.ts'
import { type CanvasDrop, useCanvasDrop } from './use-canvas-drop.ts'

export interface CanvasProps extends CanvasDrop {
  readonly form: FormDefinition
  readonly nodes: DrawnNodes
  readonly library: FormLibrary
  readonly selected: readonly string[]
  /** The node whose title is written in its place. */
  readonly edited: string | undefined
  readonly actions: CanvasActions
  readonly onSelect: (id: string | undefined, how: SelectHow) => void
}

/** The form as a caseworker will see it, to be built on by mouse and by keys. */
export function Canvas(props: CanvasProps) {
  const { form, nodes, library, selected, edited, actions, onSelect } = props
  const words = useWords(canvasWords)
  const { locale } = useLocale()
  const say = useLocalize()
  const root = useRef<HTMLDivElement>(null)
  const store = useMemo(selectionStore, [])
  const latest = useRef({ selected, actions })
  latest.current = { selected, actions }
  const line = useCanvasDrop(root, props)
  const entry = selected.at(-1) ?? form.layout[0]?.id

  useLayoutEffect(() => store.set({ selected, entry, edited }), [store, selected, entry, edited])

  const hasProperties = actions.properties !== undefined
  const surroundings = useMemo((): CanvasSurroundings => {
    const now = () => latest.current.actions
    return {
      store,
      locale,
      library,
      draggedWith: (id) => (latest.current.selected.includes(id) ? latest.current.selected : [id]),
      actions: {
        moveUp: (id) => now().moveUp(id),
        moveDown: (id) => now().moveDown(id),
        duplicate: () => now().duplicate(),
        copy: () => now().copy(),
        wrap: () => now().wrap(),
        remove: (id) => now().remove(id),
        edit: (id) => now().edit(id),
        rename: (id, title) => now().rename(id, title),
        properties: hasProperties ? (id) => now().properties?.(id) : undefined,
      },
    }
  }, [store, locale, library, hasProperties])

  const idAt = (target: EventTarget): string | undefined =>
    target instanceof Element
      ? (target.closest<HTMLElement>('[data-canvas-node]')?.dataset.canvasNode ?? undefined)
      : undefined
  const isWriting = (target: EventTarget) => target instanceof Element && target.matches('[data-title-editor]')
  const click = (event: MouseEvent) => {
    if (!isWriting(event.target)) onSelect(idAt(event.target), howOf(event))
  }
  const doubleClick = (event: MouseEvent) => {
    const id = idAt(event.target)
    if (id !== undefined && !isWriting(event.target)) actions.edit(id)
  }
  const steps = form.display === 'steps' ? form.layout.length : 0
  return (
    <CanvasContext value={surroundings}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the editor around it */}
      <div
        ref={root}
        role="tree"
        aria-label={words.canvas}
        aria-multiselectable
        className={`gz-form ${styles.paper}`}
        lang={locale}
        tabIndex={form.layout.length === 0 ? 0 : -1}
        data-canvas
        onClick={click}
        onDoubleClick={doubleClick}
      >
        <div className={styles.formTitle} role="presentation">
          {say(form.title)}
        </div>
        {form.layout.length === 0 && (
          <div className={styles.blank} role="presentation">
            <strong>{words.emptyForm}</strong>
            <span>{words.emptyFormHint}</span>
          </div>
        )}
        <div className="gz-grid" role="presentation">
          {form.layout.map((node, index) =>
            steps > 0 ? (
              <div key={node.id} className={styles.step} role="presentation">
                <div className={styles.stepHead} aria-hidden="true">
                  <span className="gz-step-number">{index + 1}</span> {words.step(index + 1, steps)}
                </div>
                <CanvasNode node={node} nodes={nodes} />
              </div>
            ) : (
              <CanvasNode key={node.id} node={node} nodes={nodes} />
            ),
          )}
        </div>
        {line && (
          <div
            className={styles.dropLine}
            style={line}
            data-area={(line.width > 0 && line.height > 0) || undefined}
            aria-hidden="true"
          />
        )}
      </div>
    </CanvasContext>
  )
}

function howOf({ ctrlKey, metaKey, shiftKey }: MouseEvent): SelectHow {
  return shiftKey ? 'through' : ctrlKey || metaKey ? 'besides' : 'alone'
}
