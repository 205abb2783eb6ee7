import { draggable } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter'
import { type RefObject, useEffect, useRef } from 'react'
import { type FormDefinition, type NodeKind, nodeKinds } from '#forms'
import { placeOf } from '../moves.ts'

/** What can be dragged onto the canvas or the outline. */
export type Dragged =
  | { readonly type: 'nodes'; readonly ids: readonly string[] }
  | { readonly type: 'kind'; readonly kind: NodeKind }
  | { readonly type: 'template'; readonly id: string }

const mark = 'gezhi-form-editor'

/** Makes an element draggable. What it stands for is asked when the drag begins. */
export function useDraggable(element: RefObject<HTMLElement | null>, dragged: () => Dragged, isEnabled = true): void {
  const latest = useRef(dragged)
  latest.current = dragged
  useEffect(() => {
    if (!isEnabled || !element.current) return
    return draggable({
      element: element.current,
      getInitialData: () => ({ [mark]: latest.current() }),
    })
  }, [element, isEnabled])
}

/** What is dragged, where it is ours. */
export function draggedIn(data: Readonly<Record<string | symbol, unknown>>): Dragged | undefined {
  const dragged = data[mark]
  return isDragged(dragged) ? dragged : undefined
}

function isDragged(data: unknown): data is Dragged {
  if (typeof data !== 'object' || data === null || !('type' in data)) return false
  if (data.type === 'kind') return 'kind' in data && nodeKinds.some((kind) => kind === data.kind)
  return data.type === 'nodes' || data.type === 'template'
}

const partsOfForm: readonly NodeKind[] = ['section', 'group', 'table', 'words', 'use']

/** Whether what is dragged is one field, which may stand beside another. */
export function isFieldDragged(form: FormDefinition) {
  return (dragged: Dragged): boolean => {
    if (dragged.type === 'kind') return !partsOfForm.includes(dragged.kind)
    return dragged.type === 'nodes' && dragged.ids.length === 1 && placeOf(form, dragged.ids[0]!)?.node.kind === 'field'
  }
}
