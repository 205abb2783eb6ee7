import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js'
import type { CaseDetail } from '#runtime/api'
import { esDefault, followFingers } from '#runtime/client'
import 'bpmn-js/dist/assets/diagram-js.css'
import 'bpmn-js/dist/assets/bpmn-js.css'
import './diagram-state.css'

type ElementState = CaseDetail['elements'][number]

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Canvas {
  readonly addMarker: (elementId: string, marker: string) => void
  readonly removeMarker: (elementId: string, marker: string) => void
  readonly zoom: (
    scale?: number | 'fit-viewport',
    center?: 'auto' | { readonly x: number; readonly y: number },
  ) => number
  readonly viewbox: (box?: Box) => { readonly inner: Box; readonly outer: Box; readonly scale: number }
  readonly scroll: (by: { readonly dx: number; readonly dy: number }) => void
}

interface Overlays {
  readonly clear: () => void
  readonly add: (elementId: string, overlay: { readonly position: object; readonly html: HTMLElement }) => void
}

interface Registry {
  readonly get: (id: string) => Partial<Box> | undefined
}

/** A process diagram on the page. */
export interface Diagram {
  /** Lays the state of a case over it, in place of what was laid over it before. */
  readonly showState: (
    elements: readonly ElementState[],
    flowsTaken: readonly string[],
    timesPassed: (count: number) => string,
  ) => void
  /** Shows all of it. */
  readonly fit: () => void
  /** Shows where the case stands, large enough to read. */
  readonly showCurrent: () => void
  readonly zoom: (factor: number) => void
  /** All of it as a picture of its own, in its present state, that takes any size. */
  readonly picture: () => Promise<Element>
  readonly close: () => void
}

const readable = 1
const withMargin = 0.94
const signs = { waiting: '●', done: '✓', incident: '!' } as const

/**
 * Draws `xml` into `holder`.
 *
 * @throws where it cannot be read.
 */
export async function openDiagram(holder: HTMLElement, xml: string): Promise<Diagram> {
  const viewer = new (esDefault(NavigatedViewer))({ container: holder })
  await viewer.importXML(xml)
  const canvas = viewer.get<Canvas>('canvas')
  const overlays = viewer.get<Overlays>('overlays')
  const registry = viewer.get<Registry>('elementRegistry')
  const release = followFingers(holder, canvas)
  let shown: readonly ElementState[] = []
  let marked: (readonly [id: string, marker: string])[] = []
  let current: readonly string[] = []

  const mark = (id: string, marker: string) => {
    if (!registry.get(id)) return false
    canvas.addMarker(id, marker)
    marked.push([id, marker])
    return true
  }

  return {
    showState(elements, flowsTaken, timesPassed) {
      for (const [id, marker] of marked) if (registry.get(id)) canvas.removeMarker(id, marker)
      marked = []
      shown = elements
      overlays.clear()
      for (const id of flowsTaken) mark(id, 'gz-taken')
      for (const { elementId, state, times } of elements) {
        if (!mark(elementId, `gz-${state}`)) continue
        overlays.add(elementId, { position: { top: -11, right: 11 }, html: badge(state, times, timesPassed) })
      }
      current = elements.filter(({ state }) => state !== 'done').map(({ elementId }) => elementId)
    },
    fit() {
      canvas.zoom('fit-viewport', 'auto')
      canvas.zoom(canvas.zoom() * withMargin, 'auto')
    },
    showCurrent() {
      const box = current.map((id) => registry.get(id)).find((found) => found?.width)
      if (!box) return
      const { outer } = canvas.viewbox()
      const [width, height] = [outer.width / readable, outer.height / readable]
      canvas.viewbox({
        x: (box.x ?? 0) + (box.width ?? 0) / 2 - width / 2,
        y: (box.y ?? 0) + (box.height ?? 0) / 2 - height / 2,
        width,
        height,
      })
    },
    zoom: (factor) => void canvas.zoom(Math.min(4, Math.max(0.1, canvas.zoom() * factor)), 'auto'),
    async picture() {
      const { svg } = await viewer.saveSVG()
      const picture = document.adoptNode(
        new DOMParser().parseFromString(withOwnIds(svg), 'image/svg+xml').documentElement,
      )
      // Overlays stand beside the drawing, not in it: a picture needs badges of its own.
      for (const { elementId, state, times } of shown) {
        const box = registry.get(elementId)
        if (box?.x === undefined || box.width === undefined) continue
        picture.append(drawnBadge({ x: box.x + box.width, y: box.y ?? 0 }, state, times))
      }
      return picture
    },
    close() {
      release()
      viewer.destroy()
    },
  }
}

/** Arrowheads are found by id on the page, where the first one counts: the one in the viewer, which paper does not show. */
function withOwnIds(svg: string): string {
  return svg.replaceAll(/url\((&quot;|'|")?#/g, 'url($1#paper-').replaceAll(/(<marker\b[^>]*?\bid=")/g, '$1paper-')
}

const signOf = (state: ElementState['state'], times: number) =>
  state === 'done' && times > 1 ? `${signs.done}${times}` : signs[state]

const svgNamespace = 'http://www.w3.org/2000/svg'

/** The same sign, drawn around a corner of its element. */
function drawnBadge({ x, y }: { x: number; y: number }, state: ElementState['state'], times: number): SVGElement {
  const group = document.createElementNS(svgNamespace, 'g')
  group.setAttribute('class', `gz-drawn-badge gz-drawn-${state}`)
  group.setAttribute('transform', `translate(${x} ${y})`)
  const circle = document.createElementNS(svgNamespace, 'circle')
  circle.setAttribute('r', '11')
  const text = document.createElementNS(svgNamespace, 'text')
  text.setAttribute('text-anchor', 'middle')
  text.setAttribute('dy', '0.35em')
  text.textContent = signOf(state, times)
  group.append(circle, text)
  return group
}

/** A sign beside the colour; with a count where the case has come by more than once. */
function badge(state: ElementState['state'], times: number, timesPassed: (count: number) => string): HTMLElement {
  const html = document.createElement('span')
  html.className = `gz-badge gz-badge-${state}`
  html.textContent = signOf(state, times)
  if (times > 0) html.title = timesPassed(times)
  return html
}
