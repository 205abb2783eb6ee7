import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { type Dragged, draggedIn } from './dragged.ts'
import { type Box, type DropSpot, dropSpot, type Point } from './drop-spot.ts'
import { boxOf, laidNodes } from './laid-nodes.ts'

export interface CanvasDrop {
  readonly isField: (dragged: Dragged) => boolean
  readonly mayDrop: (dragged: Dragged, spot: DropSpot) => boolean
  readonly onDrop: (dragged: Dragged, spot: DropSpot) => void
}

/** Takes what is dragged over the canvas, and says where the line is drawn that shows where it would land. */
export function useCanvasDrop(root: RefObject<HTMLElement | null>, drop: CanvasDrop): Box | undefined {
  const [line, setLine] = useState<Box>()
  const latest = useRef(drop)
  latest.current = drop
  useEffect(() => {
    const element = root.current
    if (!element) return
    const spotFor = (dragged: Dragged, { clientX, clientY }: { clientX: number; clientY: number }) => {
      const point: Point = { x: clientX, y: clientY }
      const spot = dropSpot(laidNodes(element), boxOf(element), point, latest.current.isField(dragged))
      return latest.current.mayDrop(dragged, spot) ? spot : undefined
    }
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => draggedIn(source.data) !== undefined,
      onDrag: ({ source, location }) => {
        const dragged = draggedIn(source.data)
        const spot = dragged && spotFor(dragged, location.current.input)
        const at = boxOf(element)
        setLine((before) => {
          const next = spot && { ...spot.line, left: spot.line.left - at.left, top: spot.line.top - at.top }
          return before && next && sameBox(before, next) ? before : next
        })
      },
      onDragLeave: () => setLine(undefined),
      onDrop: ({ source, location }) => {
        setLine(undefined)
        const dragged = draggedIn(source.data)
        const spot = dragged && spotFor(dragged, location.current.input)
        if (dragged && spot) latest.current.onDrop(dragged, spot)
      },
    })
  }, [root])
  return line
}

function sameBox(a: Box, b: Box): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height
}
