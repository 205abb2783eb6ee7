import { useEffect, useRef, useState } from 'react'
import { Loading, useLocale, useWords } from '#runtime/client'
import { createDiagram, type Diagram } from '../../process-editor/diagram/open-diagram.ts'
import { fitDiagram } from '../../process-editor/fit-diagram.ts'
import { operationWords } from '../operation-words.ts'
import styles from '../operations.module.css'
import './state-diagram.css'

/** What stands at an element, and how many. */
export interface DiagramMark {
  readonly elementId: string
  readonly state: 'waiting' | 'incident' | 'changed' | 'gone'
  readonly count: number
}

export interface StateDiagramProps {
  readonly xml: string
  readonly marks: readonly DiagramMark[]
  readonly label: string
  readonly selected?: string | undefined
  /** An element was chosen on the drawing; nothing where the ground was. */
  readonly onSelect?: (elementId: string | undefined) => void
}

const marker = (state: DiagramMark['state']) => `gz-mark-${state}`

/** A process as drawn with marks over it. Elements can be chosen where `onSelect` is given. */
export function StateDiagram({ xml, marks, label, selected, onSelect }: StateDiagramProps) {
  const words = useWords(operationWords)
  const { locale } = useLocale()
  const holder = useRef<HTMLElement>(null)
  const latest = useRef({ locale, onSelect })
  latest.current = { locale, onSelect }
  const [diagram, setDiagram] = useState<Diagram>()
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    if (!holder.current) return
    const made = createDiagram({ container: holder.current, readOnly: true, locale: () => latest.current.locale })
    let open = true
    setFailed(false)
    made.open(xml).then(
      () => {
        if (!open) return
        fitDiagram(made, true)
        made.on('selection.changed', () => {
          const [first] = made.service('selection').get()
          const isElement = first !== undefined && first.source === undefined && first.labelTarget === undefined
          latest.current.onSelect?.(isElement ? first.id : first?.labelTarget?.id)
        })
        setDiagram(made)
      },
      () => open && setFailed(true),
    )
    return () => {
      open = false
      setDiagram(undefined)
      made.close()
    }
  }, [xml])

  useEffect(() => {
    if (!diagram) return
    const canvas = diagram.service('canvas')
    const overlays = diagram.service('overlays')
    const registry = diagram.service('elementRegistry')
    const shown = marks.filter(({ elementId }) => registry.get(elementId))
    for (const { elementId, state, count } of shown) {
      canvas.addMarker(elementId, marker(state))
      overlays.add(elementId, 'gz-mark', { position: { top: -11, right: 11 }, html: badge(state, count) })
    }
    return () => {
      if (diagram !== undefined) removeMarks(diagram, shown)
    }
  }, [diagram, marks])

  useEffect(() => {
    const found = selected === undefined ? undefined : diagram?.service('elementRegistry').get(selected)
    if (found) diagram?.service('selection').select(found)
  }, [diagram, selected])

  if (failed) return <p className={styles.faint}>{words.noDrawing}</p>
  return (
    <section ref={holder} className={styles.canvas} aria-label={label}>
      {!diagram && <Loading />}
    </section>
  )
}

/** The drawing may be closed already. */
function removeMarks(diagram: Diagram, marks: readonly DiagramMark[]) {
  try {
    diagram.service('overlays').remove({ type: 'gz-mark' })
    for (const { elementId, state } of marks) diagram.service('canvas').removeMarker(elementId, marker(state))
  } catch {
    // Nothing is left to take marks from.
  }
}

const signs = { waiting: '●', incident: '!', changed: '↷', gone: '×' } as const

/** A sign beside the colour; with a count where there are several. */
function badge(state: DiagramMark['state'], count: number): HTMLElement {
  const html = document.createElement('span')
  html.className = `gz-mark-badge gz-mark-badge-${state}`
  html.textContent = count > 1 ? `${signs[state]}${count}` : signs[state]
  return html
}
