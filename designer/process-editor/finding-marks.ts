import { type Finding, type Locale, localize } from '#findings'
import type { DiagramElement } from './diagram/diagram-types.ts'
import type { Diagram } from './diagram/open-diagram.ts'

const marks = { error: 'gz-error', warning: 'gz-warning' } as const

/** Shows at each element what was found there. Returns what takes the marks away again. */
export function markFindings(diagram: Diagram, findings: readonly Finding[], locale: Locale): () => void {
  const canvas = diagram.service('canvas')
  const overlays = diagram.service('overlays')
  const registry = diagram.service('elementRegistry')
  const byNode = Map.groupBy(
    findings.filter(({ node }) => node !== undefined && registry.get(node)),
    ({ node }) => node!,
  )
  for (const [node, found] of byNode) {
    const severity = found.some((finding) => finding.severity === 'error') ? 'error' : 'warning'
    canvas.addMarker(node, marks[severity])
    overlays.add(node, 'finding', { position: badgePlace(registry.get(node)!), html: badge(severity, found, locale) })
  }
  return () => {
    overlays.remove({ type: 'finding' })
    for (const node of byNode.keys()) {
      if (!registry.get(node)) continue
      for (const mark of Object.values(marks)) canvas.removeMarker(node, mark)
    }
  }
}

/** At the upper right of a shape; on a line, at the middle of it, counted from the upper left of its box. */
function badgePlace({ waypoints }: DiagramElement): Readonly<Record<string, number>> {
  if (!waypoints) return { top: -12, right: 12 }
  const at = Math.floor((waypoints.length - 1) / 2)
  const middle = (axis: 'x' | 'y') =>
    (waypoints[at]![axis] + waypoints[at + 1]![axis]) / 2 - Math.min(...waypoints.map((point) => point[axis]))
  return { top: middle('y') - 10, left: middle('x') - 10 }
}

/** Made of text alone: what a finding says comes from a definition. */
function badge(severity: Finding['severity'], found: readonly Finding[], locale: Locale): HTMLElement {
  const element = document.createElement('div')
  element.className = `gz-finding-badge gz-finding-${severity}`
  element.textContent = found.length > 1 ? String(found.length) : '!'
  element.title = found.map(({ message }) => localize(message, locale)).join('\n')
  return element
}
