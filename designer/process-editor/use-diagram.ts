import { useCallback, useEffect, useRef, useState } from 'react'
import { useLocale } from '#runtime/client'
import type { DiagramElement } from './diagram/diagram-types.ts'
import { createDiagram, type Diagram } from './diagram/open-diagram.ts'
import { fitDiagram } from './fit-diagram.ts'

export interface OpenDiagram {
  /** Where the drawing goes. */
  readonly container: (element: HTMLDivElement | null) => void
  /** Once it is drawn. */
  readonly diagram: Diagram | undefined
  readonly error: unknown
  readonly selected: readonly DiagramElement[]
  readonly canUndo: boolean
  readonly canRedo: boolean
}

export interface UseDiagramOptions {
  readonly xml: string
  readonly readOnly: boolean
  /** Called at every edit. */
  readonly onChanged: (diagram: Diagram) => void
}

/** Draws `xml` once, and draws the component again whenever the drawing or the selection changes. */
export function useDiagram({ xml, readOnly, onChanged }: UseDiagramOptions): OpenDiagram {
  const { locale } = useLocale()
  const latest = useRef({ locale, onChanged })
  latest.current = { locale, onChanged }
  const [container, setContainer] = useState<HTMLDivElement | null>(null)
  const [diagram, setDiagram] = useState<Diagram>()
  const [error, setError] = useState<unknown>()
  const [, drawAgain] = useState(0)

  useEffect(() => {
    if (!container) return
    const made = createDiagram({ container, readOnly, locale: () => latest.current.locale })
    let open = true
    const changed = () => drawAgain((times) => times + 1)
    made.on('selection.changed', changed)
    made.on('root.set', changed)
    made.on('elements.changed', changed)
    made.open(xml).then(
      () => {
        if (!open) return
        made.on('commandStack.changed', () => {
          changed()
          latest.current.onChanged(made)
        })
        setDiagram(made)
      },
      (failure: unknown) => open && setError(failure),
    )
    const watch = new ResizeObserver(() => made.service('canvas').resized())
    watch.observe(container)
    return () => {
      open = false
      watch.disconnect()
      setDiagram(undefined)
      made.close()
    }
  }, [container, xml, readOnly])

  useEffect(() => {
    // The language is asked for while drawing: it is named here so that a change of it draws again.
    void locale
    diagram?.service('eventBus').fire('i18n.changed')
  }, [diagram, locale])

  useEffect(() => {
    // By now the panel beside the drawing has taken its room.
    if (diagram) fitDiagram(diagram, readOnly)
  }, [diagram, readOnly])

  const stack = diagram && !readOnly ? diagram.service('commandStack') : undefined
  return {
    container: useCallback((element: HTMLDivElement | null) => setContainer(element), []),
    diagram,
    error,
    selected: diagram && !readOnly ? diagram.service('selection').get() : [],
    canUndo: stack?.canUndo() ?? false,
    canRedo: stack?.canRedo() ?? false,
  }
}
