import { memo } from 'react'
import {
  type FieldNode,
  fieldSchema,
  type GroupNode,
  type LayoutNode,
  placedNodes,
  type UseNode,
  widgetOf,
} from '#forms'
import { FieldSketch } from '#forms/react'
import { useLocalize, useWords } from '#runtime/client'
import styles from './canvas.module.css'
import { useCanvas } from './canvas-context.ts'
import { CanvasFrame } from './canvas-frame.tsx'
import { canvasWords } from './canvas-words.ts'
import type { DrawnNode, DrawnNodes } from './drawn-nodes.ts'
import { NodeTitle } from './node-title.tsx'

export interface CanvasNodeProps {
  readonly node: LayoutNode
  readonly nodes: DrawnNodes
  readonly isInGroup?: boolean
}

/** One node of the form with all that is in it, as it will be seen, and without life. */
export function CanvasNode({ node, nodes, isInGroup = false }: CanvasNodeProps) {
  const drawn = nodes.get(node.id)
  if (!drawn) return null
  switch (node.kind) {
    case 'field':
      return <DrawnField drawn={drawn} isInGroup={isInGroup} />
    case 'text':
      return <DrawnWords drawn={drawn} />
    case 'use':
      return <DrawnUse drawn={drawn} isInGroup={isInGroup} />
    case 'section':
      return (
        <CanvasFrame
          drawn={drawn}
          className={`gz-section gz-section-${Math.min(drawn.level, 3)} ${styles.section}`}
          mayWrap
          holds
        >
          <Heading drawn={drawn} />
          <Children nodes={nodes} inside={node.children} />
        </CanvasFrame>
      )
    case 'group':
      return (
        <CanvasFrame drawn={drawn} className={`gz-group ${styles.section}`} mayWrap holds>
          <Heading drawn={drawn} />
          {node.display === 'table' ? <Columns group={node} nodes={nodes} /> : <Card group={node} nodes={nodes} />}
        </CanvasFrame>
      )
  }
}

const DrawnField = memo(function DrawnField(props: { readonly drawn: DrawnNode; readonly isInGroup: boolean }) {
  const { drawn, isInGroup } = props
  const say = useLocalize()
  const { locale } = useCanvas()
  const field = drawn.node as FieldNode
  return (
    <CanvasFrame drawn={drawn} className={`gz-field ${styles.leaf}`} mayWrap={!isInGroup}>
      <NodeTitle drawn={drawn} className="gz-label" />
      {drawn.widget && <FieldSketch field={field} widget={drawn.widget} choices={drawn.choices} locale={locale} />}
      {field.help && <div className="gz-help">{say(field.help)}</div>}
    </CanvasFrame>
  )
})

const DrawnWords = memo(function DrawnWords({ drawn }: { readonly drawn: DrawnNode }) {
  return (
    <CanvasFrame drawn={drawn} className={styles.leaf ?? ''} mayWrap>
      <NodeTitle drawn={drawn} className="gz-words" />
    </CanvasFrame>
  )
})

/** What comes from another form is shown, but changed there. */
const DrawnUse = memo(function DrawnUse(props: { readonly drawn: DrawnNode; readonly isInGroup: boolean }) {
  const words = useWords(canvasWords)
  const say = useLocalize()
  const { locale, library } = useCanvas()
  const use = props.drawn.node as UseNode
  const used = Object.hasOwn(library, use.form) ? library[use.form] : undefined
  const fields = used
    ? placedNodes(used).flatMap(({ node, group }) =>
        node.kind === 'field' && !group && !use.omit?.includes(node.id) ? [node] : [],
      )
    : []
  return (
    <CanvasFrame drawn={props.drawn} className={`gz-section ${styles.use}`} mayWrap={!props.isInGroup}>
      <NodeTitle drawn={props.drawn} className="gz-heading" />
      <p className={styles.from}>{used ? words.usesForm(say(used.title)) : words.usesNothing}</p>
      {used && (
        <div className="gz-grid" aria-hidden="true">
          {fields.slice(0, mostUsed).map((field) => (
            <div key={field.id} className="gz-field">
              <div className="gz-label">{say(field.title)}</div>
              <FieldSketch field={field} widget={widgetOf(field, fieldSchema(used, field))} locale={locale} />
            </div>
          ))}
        </div>
      )}
    </CanvasFrame>
  )
})

/** Of a long form that is used, the first questions tell which it is. */
const mostUsed = 12

function Heading({ drawn }: { readonly drawn: DrawnNode }) {
  const say = useLocalize()
  const { node } = drawn
  const help = node.kind === 'text' ? undefined : node.help
  return (
    <>
      <NodeTitle drawn={drawn} className="gz-heading" />
      {help && <p className="gz-help">{say(help)}</p>}
    </>
  )
}

function Children({ nodes, inside }: { readonly nodes: DrawnNodes; readonly inside: readonly LayoutNode[] }) {
  const words = useWords(canvasWords)
  if (inside.length === 0) return <p className={styles.empty}>{words.emptySection}</p>
  return (
    // biome-ignore lint/a11y/useSemanticElements: the children of a node in a tree
    <div role="group" className="gz-grid">
      {inside.map((child) => (
        <CanvasNode key={child.id} node={child} nodes={nodes} />
      ))}
    </div>
  )
}

interface GroupProps {
  readonly group: GroupNode
  readonly nodes: DrawnNodes
}

/** One item stands for all. */
function Card({ group, nodes }: GroupProps) {
  const words = useWords(canvasWords)
  const say = useLocalize()
  const what = say(group.itemTitle ?? group.title)
  return (
    <>
      <div className="gz-item">
        <div className="gz-item-head" aria-hidden="true">
          <span className="gz-item-title">{words.item(what)}</span>
        </div>
        <Inside group={group} nodes={nodes} className="gz-grid" />
      </div>
      <div className={`gz-add ${styles.adds}`} aria-hidden="true">
        ＋ {words.addItem(what)}
      </div>
    </>
  )
}

/** The columns of a table side by side, each with its first cell. */
function Columns({ group, nodes }: GroupProps) {
  const words = useWords(canvasWords)
  const say = useLocalize()
  return (
    <>
      <div className={styles.table}>
        <Inside group={group} nodes={nodes} className={styles.columns ?? ''} />
      </div>
      <div className={`gz-add ${styles.adds}`} aria-hidden="true">
        ＋ {words.addItem(say(group.itemTitle ?? group.title))}
      </div>
    </>
  )
}

function Inside({ group, nodes, className }: GroupProps & { readonly className: string }) {
  const words = useWords(canvasWords)
  if (group.children.length === 0) return <p className={styles.empty}>{words.emptySection}</p>
  return (
    // biome-ignore lint/a11y/useSemanticElements: the children of a node in a tree
    <div role="group" className={className}>
      {group.children.map((child) => (
        <CanvasNode key={child.id} node={child} nodes={nodes} isInGroup />
      ))}
    </div>
  )
}
