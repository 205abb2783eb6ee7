import { AimOutlined, CompressOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { CaseDetail } from '#runtime/api'
import { ErrorState, useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'
import styles from './diagram.module.css'
import { type Diagram, openDiagram } from './diagram.ts'

export interface DiagramViewProps {
  readonly xml: string
  readonly elements: CaseDetail['elements']
  readonly flowsTaken: readonly string[]
  /** Shown as it is printed: a picture of all of it, nothing to move. */
  readonly onPaper?: boolean
}

/** The process as drawn, with the state of the case laid over it, a legend and buttons to move about. */
export function DiagramView({ xml, elements, flowsTaken, onPaper = false }: DiagramViewProps) {
  const words = useWords(workbenchWords)
  const holder = useRef<HTMLElement>(null)
  const paper = useRef<HTMLDivElement>(null)
  const [diagram, setDiagram] = useState<Diagram>()
  const [error, setError] = useState<unknown>()

  useEffect(() => {
    if (!holder.current) return
    let closed = false
    const opened = openDiagram(holder.current, xml)
    opened.then((shown) => !closed && setDiagram(shown), setError)
    return () => {
      closed = true
      setDiagram(undefined)
      void opened.then((shown) => shown.close())
    }
  }, [xml])
  useEffect(() => {
    if (!diagram) return
    diagram.showState(elements, flowsTaken, words.timesPassed)
    diagram.fit()
    void diagram.picture().then((picture) => paper.current?.replaceChildren(picture))
  }, [diagram, elements, flowsTaken, words])

  if (error) return <ErrorState error={error} />
  const waiting = elements.some(({ state }) => state !== 'done')
  return (
    <figure className={`${styles.figure} ${onPaper ? styles.printed : ''}`}>
      <div className={styles.tools}>
        <Button
          icon={<ZoomInOutlined aria-hidden="true" />}
          aria-label={words.zoomIn}
          title={words.zoomIn}
          onClick={() => diagram?.zoom(1.25)}
        />
        <Button
          icon={<ZoomOutOutlined aria-hidden="true" />}
          aria-label={words.zoomOut}
          title={words.zoomOut}
          onClick={() => diagram?.zoom(0.8)}
        />
        <Button icon={<CompressOutlined aria-hidden="true" />} onClick={() => diagram?.fit()}>
          {words.zoomFit}
        </Button>
        {waiting && (
          <Button icon={<AimOutlined aria-hidden="true" />} onClick={() => diagram?.showCurrent()}>
            {words.zoomCurrent}
          </Button>
        )}
      </div>
      <section ref={holder} className={styles.canvas} aria-label={words.diagramHelp} />
      <div ref={paper} className={styles.paper} aria-hidden="true" />
      <figcaption className={styles.legend}>
        <span className={styles.waiting}>{words.legendWaiting}</span>
        <span className={styles.done}>{words.legendDone}</span>
        <span className={styles.incident}>{words.legendIncident}</span>
        <span className={styles.notYet}>{words.legendNotYet}</span>
      </figcaption>
    </figure>
  )
}
