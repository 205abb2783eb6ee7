import { HolderOutlined } from '@ant-design/icons'
import { type MouseEvent, memo, type ReactNode, useRef } from 'react'
import type { FormDefinition, LayoutNode } from '#forms'
import { useLocalize, useWords } from '#runtime/client'
import { canvasWords } from '../canvas/canvas-words.ts'
import { useDraggable } from '../canvas/dragged.ts'
import type { DrawnNode, DrawnNodes } from '../canvas/drawn-nodes.ts'
import { type CanvasDrop, useCanvasDrop } from '../canvas/use-canvas-drop.ts'
import styles from '../form-editor.module.css'
import { formEditorWords } from '../form-editor-words.ts'
import type { SelectHow } from '../selection.ts'
import { KindIcon } from './kind-icon.tsx'
import { wordsOf } from './node-words.ts'

export interface OutlineProps extends CanvasDrop {
  readonly form: FormDefinition
  readonly nodes: DrawnNodes
  /** The one shown in the properties is the last. */
  readonly selected: readonly string[]
  readonly onSelect: (id: string, how: SelectHow) => void
  /** Ids of what is dragged with a node. */
  readonly draggedWith: (id: string) => readonly string[]
}

/** The form's nodes in order; they are chosen and moved here by mouse or keys. */
export function Outline(props: OutlineProps) {
  const words = useWords(formEditorWords)
  const { form, nodes, selected } = props
  const root = useRef<HTMLDivElement>(null)
  const line = useCanvasDrop(root, { ...props, isField: () => false })
  const latest = useRef(props)
  latest.current = props
  const calls = useRef<RowCalls>({
    onSelect: (id, how) => latest.current.onSelect(id, how),
    draggedWith: (id) => latest.current.draggedWith(id),
  })
  const all = new Set(selected)
  const list = (inside: readonly LayoutNode[]): ReactNode => (
    <ul className={styles.nodes}>
      {inside.map((node) => {
        const drawn = nodes.get(node.id)
        const children = 'children' in node ? node.children : undefined
        return (
          <li key={node.id} data-laid={node.id} data-holds={children ? true : undefined}>
            {drawn && <Row drawn={drawn} isSelected={all.has(node.id)} calls={calls.current} />}
            {children && children.length > 0 && list(children)}
          </li>
        )
      })}
    </ul>
  )
  return (
    <div ref={root} className={styles.outlineTree} data-outline>
      {form.layout.length === 0 ? <p className={styles.hint}>{words.emptyForm}</p> : list(form.layout)}
      {line && <div className={styles.dropLine} style={line} aria-hidden="true" />}
    </div>
  )
}

interface RowCalls {
  readonly onSelect: (id: string, how: SelectHow) => void
  readonly draggedWith: (id: string) => readonly string[]
}

const Row = memo(function Row(props: {
  readonly drawn: DrawnNode
  readonly isSelected: boolean
  readonly calls: RowCalls
}) {
  const { drawn, isSelected, calls } = props
  const words = useWords(formEditorWords)
  const said = useWords(canvasWords)
  const say = useLocalize()
  const element = useRef<HTMLDivElement>(null)
  const { node, kind, required, rules, severity, problems } = drawn
  useDraggable(element, () => ({ type: 'nodes', ids: calls.draggedWith(node.id) }))
  return (
    <div ref={element} className={styles.node} data-selected={isSelected || undefined}>
      <HolderOutlined aria-hidden="true" className={styles.holder ?? ''} />
      <button
        type="button"
        className={styles.nodeName}
        data-node={node.id}
        aria-current={isSelected || undefined}
        onClick={(event) => calls.onSelect(node.id, howOf(event))}
      >
        <KindIcon kind={kind} />
        <span className={styles.nodeTitle}>{say(wordsOf(node)) || words.untitled}</span>
        {required && (
          <span className={styles.required} role="img" aria-label={words.required}>
            *
          </span>
        )}
        {rules !== '' && (
          <span className={styles.ruled} title={rules} role="img" aria-label={said.hasRule(rules)}>
            ƒ
          </span>
        )}
        {severity && (
          <span className={styles[severity]} title={said.problems(problems)}>
            {problems}
          </span>
        )}
      </button>
    </div>
  )
})

function howOf({ ctrlKey, metaKey, shiftKey }: MouseEvent): SelectHow {
  return shiftKey ? 'through' : ctrlKey || metaKey ? 'besides' : 'alone'
}
