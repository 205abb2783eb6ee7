import { App } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useWords } from '#runtime/client'
import type { Draft } from '../draft/use-draft.ts'
import type { DiagramElement } from '../process-editor/diagram/diagram-types.ts'
import type { Diagram } from '../process-editor/diagram/open-diagram.ts'
import { inheritElement } from '../process-editor/inherit-element.ts'
import { explainWords } from './explain-words.ts'
import { NodeOrigin } from './node-origin.tsx'
import { useBeneath } from './use-beneath.ts'

export interface ProcessOriginProps {
  readonly draft: Draft
  readonly diagram: Diagram
  readonly element: DiagramElement
  /** The text the editor was opened with. */
  readonly content: string
}

/** Where an element of a process comes from, and the way back to what is inherited, as one step of the drawing's undo. */
export function ProcessOrigin({ draft, diagram, element, content }: ProcessOriginProps) {
  const words = useWords(explainWords)
  const { message } = App.useApp()
  const [text, setText] = useState(content)
  useEffect(() => {
    let open = true
    const read = () => {
      void diagram.xml().then((xml) => open && setText(xml))
    }
    read()
    diagram.on('commandStack.changed', read)
    return () => {
      open = false
    }
  }, [diagram])
  const write = useCallback(() => text, [text])
  const beneath = useBeneath(draft, write, text.length > 0 ? text : undefined)
  const { id } = element.businessObject
  const inside = [...beneath.adapted.keys()].some((key) => key.startsWith(`${id}/`))

  async function back() {
    const done = beneath.content !== undefined && (await inheritElement(diagram, element, beneath.content))
    if (done) message.success(words.restored)
    else message.error(words.inheritFailed)
  }
  return (
    <NodeOrigin
      draft={draft}
      node={id}
      adapted={beneath.adapted.get(id) ?? (inside ? 'changed' : undefined)}
      onInherit={() => void back()}
    />
  )
}
