import { CompressOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons'
import { Button, Space } from 'antd'
import { useEffect, useRef } from 'react'
import type { ElementFigures } from '#runtime/api'
import { durationWords, ErrorState, followFingers, useWords } from '#runtime/client'
import { fitDiagram } from '../process-editor/fit-diagram.ts'
import { useDiagram } from '../process-editor/use-diagram.ts'
import { showHeat } from './heat.ts'
import type { Measure } from './heat-of.ts'
import styles from './running.module.css'
import { type RunningWords, runningWords } from './running-words.ts'

export interface HeatMapProps {
  readonly xml: string
  readonly elements: readonly ElementFigures[]
  readonly measure: Measure
  /** The element to point out. */
  readonly chosen: string | undefined
}

export const measureWords = (measure: Measure, value: number | undefined, words: RunningWords): string => {
  if (value === undefined) return '—'
  return measure === 'mean' || measure === 'p95' ? durationWords(value, words) : String(value)
}

/** The drawing of the process with one figure of each element as its colour and beside it, and a legend. */
export function HeatMap({ xml, elements, measure, chosen }: HeatMapProps) {
  const words = useWords(runningWords)
  const { container, diagram, error } = useDiagram({ xml, readOnly: true, onChanged: () => {} })

  const holder = useRef<HTMLElement>(null)

  useEffect(() => {
    if (diagram && holder.current) return followFingers(holder.current, diagram.service('canvas'))
  }, [diagram])
  useEffect(() => {
    if (!diagram) return
    return showHeat(diagram, elements, measure, {
      value: (figures) => measureWords(measure, figures[measure], words),
      incidents: (count) => `${words.incidents} ${count}`,
    })
  }, [diagram, elements, measure, words])
  useEffect(() => {
    const element = chosen === undefined ? undefined : diagram?.service('elementRegistry').get(chosen)
    if (!diagram || !element) return
    const canvas = diagram.service('canvas')
    const root = canvas.findRoot(element)
    if (root && root !== canvas.getRootElement()) canvas.setRootElement(root)
    if (element !== root) canvas.scrollToElement(element)
    canvas.addMarker(element.id, 'gz-heat-chosen')
    return () => canvas.removeMarker(element.id, 'gz-heat-chosen')
  }, [diagram, chosen])

  const zoom = (factor: number) => {
    const canvas = diagram?.service('canvas')
    canvas?.zoom(Math.min(4, Math.max(0.2, canvas.zoom() * factor)), 'auto')
  }
  const greatest = Math.max(0, ...elements.map((one) => one[measure] ?? 0))
  return (
    <figure className={styles.card}>
      <section ref={holder} className={styles.canvas} aria-label={words.diagram}>
        {error !== undefined && <ErrorState error={error} />}
        <div ref={container} className={styles.drawing} data-testid="heat-map" />
        <Space.Compact className={styles.zoom ?? ''}>
          <Button
            icon={<ZoomOutOutlined />}
            aria-label={words.zoomOut}
            title={words.zoomOut}
            onClick={() => zoom(0.8)}
          />
          <Button
            icon={<CompressOutlined />}
            aria-label={words.zoomFit}
            title={words.zoomFit}
            onClick={() => diagram && fitDiagram(diagram, true)}
          />
          <Button icon={<ZoomInOutlined />} aria-label={words.zoomIn} title={words.zoomIn} onClick={() => zoom(1.25)} />
        </Space.Compact>
      </section>
      <figcaption className={styles.legend}>
        <span className={styles.scale}>
          {words.least}
          <span className={styles.swatches} aria-hidden="true">
            {[1, 2, 3, 4, 5].map((step) => (
              <i key={step} style={{ background: `var(--gz-heat-${step})` }} />
            ))}
          </span>
          {words.most}
          {greatest > 0 && <span>{words.upTo(measureWords(measure, greatest, words))}</span>}
        </span>
        <span className={styles.incidentMark}>{words.incidentMark}</span>
      </figcaption>
    </figure>
  )
}
