/** Puts the focus on a node once it is drawn: in the outline where the person works there, else on the canvas. */
export function focusNode(id: string): void {
  const isInOutline = document.activeElement?.closest('[data-outline]') !== null && document.activeElement !== null
  requestAnimationFrame(() => {
    const name = CSS.escape(id)
    const onCanvas = document.querySelector<HTMLElement>(`[data-canvas-node="${name}"]`)
    const inOutline = document.querySelector<HTMLElement>(`[data-node="${name}"]`)
    const element = isInOutline ? (inOutline ?? onCanvas) : (onCanvas ?? inOutline)
    element?.focus({ preventScroll: true })
    element?.scrollIntoView({ block: 'nearest' })
  })
}
