import type { Diagram } from './diagram/open-diagram.ts'

/** Pixels kept free around the drawing; on the left the palette stands where the drawing can be changed. */
const margin = 30
const palette = 90

/** Shows the whole drawing beside the palette, at most in its own size. */
export function fitDiagram(diagram: Diagram, readOnly: boolean): void {
  const canvas = diagram.service('canvas')
  canvas.resized()
  const { inner, outer } = canvas.viewbox()
  const left = readOnly ? margin : palette
  const room = { width: outer.width - left - margin, height: outer.height - 2 * margin }
  if (room.width <= 0 || room.height <= 0 || inner.width <= 0 || inner.height <= 0) return
  const scale = Math.min(1, room.width / inner.width, room.height / inner.height)
  canvas.viewbox({
    x: inner.x + inner.width / 2 - (left + room.width / 2) / scale,
    y: inner.y + inner.height / 2 - outer.height / 2 / scale,
    width: outer.width / scale,
    height: outer.height / scale,
  })
}
