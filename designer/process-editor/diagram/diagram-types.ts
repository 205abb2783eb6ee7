/**
 * The part of bpmn-js that the editor uses. Its services are found by name, which no compiler checks:
 * names and shapes stand here and nowhere else.
 */
export interface BusinessObject {
  readonly $type: string
  readonly id: string
  readonly get: (name: string) => unknown
  readonly $instanceOf: (type: string) => boolean
}

export interface DiagramElement {
  readonly id: string
  readonly type: string
  readonly businessObject: BusinessObject
  readonly labelTarget?: DiagramElement
  readonly source?: DiagramElement
  /** Of a line. */
  readonly waypoints?: readonly { readonly x: number; readonly y: number }[]
  readonly target?: DiagramElement
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface DiagramServices {
  readonly canvas: {
    /** Without a scale it tells the present one. */
    readonly zoom: (scale?: number, center?: 'auto' | { readonly x: number; readonly y: number }) => number
    readonly scroll: (by: { readonly dx: number; readonly dy: number }) => void
    /** What is seen, in the drawing's measures; `inner` is the whole drawing, `outer` its room in pixels. */
    readonly viewbox: (seen?: Box) => { readonly inner: Box; readonly outer: Pick<Box, 'width' | 'height'> }
    readonly getRootElement: () => DiagramElement
    readonly setRootElement: (root: DiagramElement) => void
    readonly findRoot: (element: DiagramElement) => DiagramElement | undefined
    readonly scrollToElement: (element: DiagramElement) => void
    readonly addMarker: (element: string, marker: string) => void
    /** Tells the drawing that its room has changed. */
    readonly resized: () => void
    readonly removeMarker: (element: string, marker: string) => void
  }
  readonly commandStack: {
    readonly undo: () => void
    readonly redo: () => void
    readonly canUndo: () => boolean
    readonly canRedo: () => boolean
  }
  readonly elementRegistry: {
    readonly get: (id: string) => DiagramElement | undefined
    readonly filter: (matches: (element: DiagramElement) => boolean) => DiagramElement[]
  }
  readonly eventBus: { readonly fire: (event: string) => void }
  readonly modeling: {
    readonly updateProperties: (element: DiagramElement, properties: Readonly<Record<string, unknown>>) => void
    readonly updateModdleProperties: (
      element: DiagramElement,
      part: BusinessObject,
      properties: Readonly<Record<string, unknown>>,
    ) => void
  }
  readonly bpmnFactory: {
    readonly create: (type: string, properties?: Readonly<Record<string, unknown>>) => BusinessObject
  }
  readonly overlays: {
    readonly add: (
      element: string,
      type: string,
      overlay: { readonly position: Readonly<Record<string, number>>; readonly html: HTMLElement },
    ) => string
    readonly remove: (filter: { readonly type: string }) => void
  }
  readonly selection: {
    readonly select: (element: DiagramElement) => void
    readonly get: () => readonly DiagramElement[]
  }
}
