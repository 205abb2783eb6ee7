interface Point {
  readonly x: number
  readonly y: number
}

interface Movable {
  readonly scroll: (by: { readonly dx: number; readonly dy: number }) => void
  readonly zoom: (scale?: number, center?: Point) => number
}

/**
 * Lets two fingers move and pinch a diagram, and one finger move it sideways; one finger up and down still scrolls
 * the page. The viewer itself knows the mouse alone.
 *
 * @returns what takes the listeners away again.
 */
export function followFingers(holder: HTMLElement, canvas: Movable): () => void {
  const fingers = new Map<number, Point>()
  const within = (event: PointerEvent): Point => {
    const { left, top } = holder.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }

  const down = (event: PointerEvent) => {
    if (event.pointerType === 'touch') fingers.set(event.pointerId, within(event))
  }
  const move = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId)
    if (!before) return
    const others = [...fingers].filter(([id]) => id !== event.pointerId).map(([, point]) => point)
    const now = within(event)
    fingers.set(event.pointerId, now)
    canvas.scroll({ dx: (now.x - before.x) / fingers.size, dy: (now.y - before.y) / fingers.size })
    const other = others[0]
    if (other && distance(before, other) > 0) {
      const scale = canvas.zoom() * (distance(now, other) / distance(before, other))
      canvas.zoom(Math.min(4, Math.max(0.1, scale)), middle(now, other))
    }
  }
  const up = (event: PointerEvent) => void fingers.delete(event.pointerId)

  holder.addEventListener('pointerdown', down)
  holder.addEventListener('pointermove', move)
  for (const end of ['pointerup', 'pointercancel', 'pointerleave'] as const) holder.addEventListener(end, up)
  return () => {
    holder.removeEventListener('pointerdown', down)
    holder.removeEventListener('pointermove', move)
    for (const end of ['pointerup', 'pointercancel', 'pointerleave'] as const) holder.removeEventListener(end, up)
  }
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
