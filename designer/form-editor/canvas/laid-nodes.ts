import type { Box, LaidNode } from './drop-spot.ts'

/** The nodes that are drawn in an element, where they lie now. What is out of sight is not looked into. */
export function laidNodes(root: Element): readonly LaidNode[] {
  const height = window.innerHeight
  return childrenOf(root).map((element) => {
    const box = boxOf(element)
    const isNear = box.top < height && box.top + box.height > 0
    const holds = element.dataset.holds !== undefined
    return {
      id: element.dataset.laid ?? '',
      box,
      children: holds ? (isNear ? laidNodes(element) : []) : undefined,
      isField: element.dataset.field !== undefined,
    }
  })
}

function childrenOf(root: Element): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-laid]')].filter(
    (element) => element.parentElement?.closest('[data-laid]') === (root.matches('[data-laid]') ? root : null),
  )
}

export function boxOf(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { left, top, width, height }
}
