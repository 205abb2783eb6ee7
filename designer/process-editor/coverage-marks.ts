import type { Coverage } from '../coverage/add-coverage.ts'
import type { Diagram } from './diagram/open-diagram.ts'

const marks = { covered: 'gz-covered', uncovered: 'gz-uncovered' } as const

/** Colours what scenarios go through and what none does. Returns what takes the colours away again. */
export function markCoverage(diagram: Diagram, process: Coverage['processes'][number]): () => void {
  const canvas = diagram.service('canvas')
  const registry = diagram.service('elementRegistry')
  const marked = [...process.elements, ...process.flows].filter(({ id }) => registry.get(id))
  for (const { id, times } of marked) canvas.addMarker(id, times > 0 ? marks.covered : marks.uncovered)
  return () => {
    for (const { id } of marked) {
      if (!registry.get(id)) continue
      for (const mark of Object.values(marks)) canvas.removeMarker(id, mark)
    }
  }
}
