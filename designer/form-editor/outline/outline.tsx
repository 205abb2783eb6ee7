import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined, HolderOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type DragEvent, type KeyboardEvent, type MouseEvent, useState } from 'react'
import type { Finding } from '#findings'
import { type FormDefinition, type LayoutNode, placedNodes } from '#forms'
import { useLocalize, useWords } from '#runtime/client'
import styles from '../form-editor.module.css'
import { formEditorWords } from '../form-editor-words.ts'
import { answerOf } from '../form-edits.ts'
import { type DropEdge, mayDrop, type Step } from '../moves.ts'
import { KindIcon } from './kind-icon.tsx'
import { kindOf, wordsOf } from './node-words.ts'

/** Alone, besides what is selected, or with all between. */
export type SelectHow = 'alone' | 'besides' | 'through'

export interface OutlineProps {
  readonly form: FormDefinition
  readonly findings: readonly Finding[]
  /** The one shown in the properties is the last. */
  readonly selected: readonly string[]
  readonly onSelect: (id: string, how: SelectHow) => void
  readonly onDuplicate: () => void
  readonly onStep: (id: string, step: Step) => void
  readonly onDrop: (id: string, target: string, edge: DropEdge) => void
  readonly onRemove: (id: string) => void
}

/** The form's nodes in order; they are chosen, moved and removed here by mouse, keys or buttons. */
export function Outline(props: OutlineProps) {
  const words = useWords(formEditorWords)
  const { form } = props
  if (form.layout.length === 0) return <p className={styles.hint}>{words.emptyForm}</p>
  return (
    <>
      <Nodes {...props} nodes={form.layout} />
      <p className={styles.hint}>{words.keys}</p>
    </>
  )
}

function Nodes({ nodes, ...props }: OutlineProps & { readonly nodes: readonly LayoutNode[] }) {
  return (
    <ul className={styles.nodes}>
      {nodes.map((node) => (
        <li key={node.id}>
          <Row {...props} node={node} />
          {'children' in node && node.children.length > 0 && <Nodes {...props} nodes={node.children} />}
        </li>
      ))}
    </ul>
  )
}

const dragged = 'application/x-gezhi-node'

function Row({
  form,
  node,
  findings,
  selected,
  onSelect,
  onStep,
  onDrop,
  onRemove,
  onDuplicate,
}: OutlineProps & { node: LayoutNode }) {
  const words = useWords(formEditorWords)
  const say = useLocalize()
  const [edge, setEdge] = useState<DropEdge>()
  const title = say(wordsOf(node)) || words.untitled
  const placed = placedNodes(form).find((candidate) => candidate.node === node)!
  const isSelected = selected.includes(node.id)
  const isShown = selected.at(-1) === node.id
  const found = findings.filter((finding) => finding.node === node.id)
  const severity = found.some((finding) => finding.severity === 'error')
    ? 'error'
    : found.length > 0
      ? 'warning'
      : undefined
  const ruled = form.rules?.some((rule) => rule.target === node.id)

  function keys(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      onStep(node.id, event.key === 'ArrowUp' ? 'up' : 'down')
    }
    if (event.key === 'Delete') onRemove(node.id)
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd') {
      event.preventDefault()
      onDuplicate()
    }
  }

  function over(event: DragEvent) {
    if (!event.dataTransfer.types.includes(dragged)) return
    event.preventDefault()
    const box = event.currentTarget.getBoundingClientRect()
    const at = (event.clientY - box.top) / box.height
    setEdge('children' in node && at > 0.3 ? 'inside' : at < 0.5 ? 'before' : 'after')
  }

  function drop(event: DragEvent) {
    const id = event.dataTransfer.getData(dragged)
    setEdge(undefined)
    if (!id || !edge) return
    event.preventDefault()
    if (mayDrop(form, id, node.id, edge)) onDrop(id, node.id, edge)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging has its keyboard way in the button inside
    <div
      className={styles.node}
      data-selected={isSelected || undefined}
      data-edge={edge}
      draggable
      onDragStart={(event) => {
        event.stopPropagation()
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData(dragged, node.id)
      }}
      onDragOver={over}
      onDragLeave={() => setEdge(undefined)}
      onDrop={drop}
    >
      <HolderOutlined aria-hidden="true" className={styles.holder ?? ''} />
      <button
        type="button"
        className={styles.nodeName}
        data-node={node.id}
        aria-current={isSelected || undefined}
        onClick={(event) => onSelect(node.id, howOf(event))}
        onKeyDown={keys}
      >
        <KindIcon kind={kindOf(form, placed)} />
        <span className={styles.nodeTitle}>{title}</span>
        {answerOf(form, node.id).required && (
          <span className={styles.required} role="img" aria-label={words.required}>
            *
          </span>
        )}
        {ruled && (
          <span className={styles.ruled} title={words.hasRule} role="img" aria-label={words.hasRule}>
            ƒ
          </span>
        )}
        {severity && <span className={styles[severity]}>{found.length}</span>}
      </button>
      {isShown && (
        <span className={styles.nodeTools}>
          <Button
            type="text"
            size="small"
            icon={<ArrowUpOutlined />}
            aria-label={`${words.moveUp} ${title}`}
            title={words.moveUp}
            onClick={() => onStep(node.id, 'up')}
          />
          <Button
            type="text"
            size="small"
            icon={<ArrowDownOutlined />}
            aria-label={`${words.moveDown} ${title}`}
            title={words.moveDown}
            onClick={() => onStep(node.id, 'down')}
          />
          <Button
            type="text"
            size="small"
            icon={<CopyOutlined />}
            aria-label={`${words.duplicate} ${title}`}
            title={words.duplicate}
            onClick={onDuplicate}
          />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={`${words.remove} ${title}`}
            title={words.remove}
            onClick={() => onRemove(node.id)}
          />
        </span>
      )}
    </div>
  )
}

function howOf({ ctrlKey, metaKey, shiftKey }: MouseEvent): SelectHow {
  return shiftKey ? 'through' : ctrlKey || metaKey ? 'besides' : 'alone'
}
