import type { DropEdge } from '../moves.ts'

/** Where something would land: at an edge of a node, or at the end of the form where there is no node. */
export interface DropSpot {
  readonly target: string | undefined
  readonly edge: DropEdge
  /** The line to draw, in pixels of the window; an area where there is nothing yet to land beside. */
  readonly line: Box
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** A node as it lies on the screen. */
export interface LaidNode {
  readonly id: string
  readonly box: Box
  /** What lies in it, where it can hold something. */
  readonly children: readonly LaidNode[] | undefined
  /** Whether something may stand beside it. */
  readonly isField: boolean
}

/** Share of a field's height at its edges that means the row above or below. */
const edgeShare = 0.3
/** Share of a lone field's width at its sides that means beside it. */
const sideShare = 0.2
/** Height in pixels of the edges of a section. */
const border = 10

/** The spot for a point of the window; `mayBeBeside` where a field is dragged, which may share a row. */
export function dropSpot(
  nodes: readonly LaidNode[],
  around: Box,
  point: Point,
  mayBeBeside: boolean,
  parent?: string,
): DropSpot {
  const rows = rowsOf(nodes)
  const row = rows.find((row) => point.y < bottomOf(row)) ?? rows.at(-1)
  if (!row) return { target: parent, edge: 'inside', line: around }
  const hit = row.find(({ box }) => point.x < box.left + box.width) ?? row.at(-1)!
  const { box } = hit
  const top = Math.min(...row.map((node) => node.box.top))
  const bottom = bottomOf(row)
  const lineAt = (y: number): Box => ({ left: around.left, width: around.width, top: y, height: 0 })
  const above = (): DropSpot => ({ target: row[0]!.id, edge: 'before', line: lineAt(top - gap) })
  const below = (): DropSpot => ({ target: row.at(-1)!.id, edge: 'after', line: lineAt(bottom + gap) })
  const side = (edge: 'left' | 'right'): DropSpot => ({
    target: hit.id,
    edge,
    line: { left: edge === 'left' ? box.left - gap : box.left + box.width + gap, top, width: 0, height: bottom - top },
  })
  if (hit.children && isWithin(box, point, border))
    return dropSpot(hit.children, inner(box), point, mayBeBeside, hit.id)
  const share = (point.y - top) / Math.max(1, bottom - top)
  if (mayBeBeside && hit.isField) {
    const across = (point.x - box.left) / Math.max(1, box.width)
    const isShared = row.length > 1
    if (across > 1) return side('right')
    if (share > edgeShare && share < 1 - edgeShare && (isShared || across < sideShare || across > 1 - sideShare))
      return side(across < 0.5 ? 'left' : 'right')
  }
  return share < 0.5 ? above() : below()
}

/** Half of what lies between two rows. */
const gap = 7

function bottomOf(row: readonly LaidNode[]): number {
  return Math.max(...row.map(({ box }) => box.top + box.height))
}

/** Nodes that lie side by side. */
function rowsOf(nodes: readonly LaidNode[]): readonly (readonly LaidNode[])[] {
  const rows: LaidNode[][] = []
  for (const node of nodes) {
    const row = rows.at(-1)
    if (row && node.box.top < bottomOf(row) - 1 && node.box.left > row.at(-1)!.box.left) row.push(node)
    else rows.push([node])
  }
  return rows
}

function isWithin({ top, height }: Box, { y }: Point, margin: number): boolean {
  return y > top + margin && y < top + height - margin
}

function inner({ left, top, width, height }: Box): Box {
  return { left: left + 12, top, width: width - 24, height }
}
