import { useLocalize, useWords } from '#runtime/client'
import { wordsOf } from '../outline/node-words.ts'
import styles from './canvas.module.css'
import { useCanvas, useNodeSelection } from './canvas-context.ts'
import { canvasWords } from './canvas-words.ts'
import type { DrawnNode } from './drawn-nodes.ts'
import { NodeMarks } from './node-marks.tsx'
import { TitleEditor } from './title-editor.tsx'

/** The title of a node, or where it is written, the field for it; behind it what else there is to know. */
export function NodeTitle({ drawn, className }: { readonly drawn: DrawnNode; readonly className: string }) {
  const words = useWords(canvasWords)
  const say = useLocalize()
  const { actions } = useCanvas()
  const { node } = drawn
  const { isEdited } = useNodeSelection(node.id)
  const title = say(wordsOf(node))
  if (isEdited)
    return (
      <div className={`${className} ${styles.titleEditor}`}>
        <TitleEditor
          value={title}
          label={node.kind === 'text' ? words.text : words.title}
          multiline={node.kind === 'text'}
          onDone={(next) => actions.rename(node.id, next)}
        />
      </div>
    )
  return (
    <div className={className}>
      <span>{title || words.untitled}</span>
      {drawn.required && (
        <span className="gz-required" aria-hidden="true">
          *
        </span>
      )}
      <NodeMarks drawn={drawn} />
    </div>
  )
}
