import { type CSSProperties, type ReactNode, useRef } from 'react'
import { useLocalize, useWords } from '#runtime/client'
import { formEditorWords } from '../form-editor-words.ts'
import { wordsOf } from '../outline/node-words.ts'
import styles from './canvas.module.css'
import { useCanvas, useNodeSelection } from './canvas-context.ts'
import { canvasWords } from './canvas-words.ts'
import { useDraggable } from './dragged.ts'
import type { DrawnNode } from './drawn-nodes.ts'
import { NodeToolbar } from './node-toolbar.tsx'

export interface CanvasFrameProps {
  readonly drawn: DrawnNode
  readonly className: string
  readonly mayWrap: boolean
  /** Whether other nodes can be put into it. */
  readonly holds?: boolean
  readonly children: ReactNode
}

/** What every node has on the canvas: it is selected, taken by the mouse, reached by keys, and tells of itself. */
export function CanvasFrame({ drawn, className, mayWrap, holds = false, children }: CanvasFrameProps) {
  const words = useWords(canvasWords)
  const kinds = useWords(formEditorWords)
  const say = useLocalize()
  const { draggedWith } = useCanvas()
  const { node, kind, required, rules, problems, level } = drawn
  const { mark, isEntry, isEdited } = useNodeSelection(node.id)
  const element = useRef<HTMLDivElement>(null)
  useDraggable(element, () => ({ type: 'nodes', ids: draggedWith(node.id) }), !isEdited)
  const title = say(wordsOf(node)) || words.untitled
  const said = [
    title,
    kinds[`kind_${kind}`],
    required ? words.required : '',
    rules ? words.hasRule(words.rules(rules.split('\n'))) : '',
    problems > 0 ? words.problems(problems) : '',
  ]
  return (
    <div
      ref={element}
      role="treeitem"
      aria-label={words.joined(said.filter((part) => part !== ''))}
      aria-selected={mark !== 'none'}
      aria-level={level}
      tabIndex={isEntry ? 0 : -1}
      className={`${styles.node} ${className}`}
      style={spanned(drawn.span)}
      data-canvas-node={node.id}
      data-laid={node.id}
      data-mark={mark}
      data-field={node.kind === 'field' || undefined}
      data-holds={holds || undefined}
    >
      {mark === 'first' && !isEdited && <NodeToolbar id={node.id} title={title} mayWrap={mayWrap} />}
      {children}
    </div>
  )
}

function spanned(span: number): CSSProperties & Readonly<Record<'--gz-span', number>> {
  return { '--gz-span': span }
}
