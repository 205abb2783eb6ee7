/** The last wish for the focus: an older one that has not been carried out yet is dropped. */
let wish = 0

/** Puts the focus on a node once it is drawn: in the outline where the person works there, else on the canvas. */
export function focusNode(id: string): void {
  const isInOutline = Boolean(document.activeElement?.closest('[data-outline]'))
  focusWhenDrawn(() => {
    const name = CSS.escape(id)
    const onCanvas = document.querySelector<HTMLElement>(`[data-canvas-node="${name}"]`)
    const inOutline = document.querySelector<HTMLElement>(`[data-node="${name}"]`)
    return isInOutline ? (inOutline ?? onCanvas) : (onCanvas ?? inOutline)
  })
}

/** Puts the focus on an element in the next frame, where nothing else has asked for it until then. */
export function focusWhenDrawn(find: () => HTMLElement | null | undefined): void {
  const mine = ++wish
  requestAnimationFrame(() => {
    if (mine !== wish) return
    const element = find()
    element?.focus({ preventScroll: true })
    element?.scrollIntoView({ block: 'nearest' })
  })
}

/** Puts the focus on an element that is there. */
export function focusNow(element: HTMLElement): void {
  wish += 1
  element.focus()
}
