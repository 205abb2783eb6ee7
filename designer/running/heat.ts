import type { ElementFigures } from '#runtime/api'
import type { Diagram } from '../process-editor/diagram/open-diagram.ts'
import './heat.css'
import { heatOf, type Measure } from './heat-of.ts'

export interface HeatWords {
  readonly value: (figures: ElementFigures) => string
  readonly incidents: (count: number) => string
}

/** Colours the elements by one of their figures, and writes it beside them. Returns what takes both away again. */
export function showHeat(
  diagram: Diagram,
  elements: readonly ElementFigures[],
  measure: Measure,
  words: HeatWords,
): () => void {
  const canvas = diagram.service('canvas')
  const overlays = diagram.service('overlays')
  const registry = diagram.service('elementRegistry')
  const greatest = Math.max(0, ...elements.map((one) => one[measure] ?? 0))
  const marked: (readonly [string, string])[] = []
  const mark = (id: string, marker: string) => {
    canvas.addMarker(id, marker)
    marked.push([id, marker])
  }
  for (const one of elements) {
    if (!registry.get(one.elementId)) continue
    const heat = heatOf(one[measure] ?? 0, greatest)
    if (heat > 0) {
      mark(one.elementId, `gz-heat-${heat}`)
      overlays.add(one.elementId, 'heat', {
        position: { top: -12, right: 14 },
        html: badge('gz-heat', words.value(one)),
      })
    }
    if (one.incidents > 0) {
      mark(one.elementId, 'gz-heat-incident')
      const html = badge('gz-heat-incidents', `! ${one.incidents}`)
      html.title = words.incidents(one.incidents)
      overlays.add(one.elementId, 'heat', { position: { top: -12, left: -8 }, html })
    }
  }
  return () => {
    overlays.remove({ type: 'heat' })
    for (const [id, marker] of marked) if (registry.get(id)) canvas.removeMarker(id, marker)
  }
}

/** Made of text alone. */
function badge(kind: string, text: string): HTMLElement {
  const element = document.createElement('div')
  element.className = `${kind}-badge`
  element.textContent = text
  return element
}
