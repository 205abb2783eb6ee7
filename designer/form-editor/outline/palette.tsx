import { type NodeKind, nodeKinds } from '#forms'
import { useWords } from '#runtime/client'
import styles from '../form-editor.module.css'
import { formEditorWords } from '../form-editor-words.ts'
import { KindIcon } from './kind-icon.tsx'

export interface PaletteProps {
  /** Kinds that may stand where the next node goes. */
  readonly allowed: (kind: NodeKind) => boolean
  readonly onAdd: (kind: NodeKind) => void
}

/** One button for every kind of node. */
export function Palette({ allowed, onAdd }: PaletteProps) {
  const words = useWords(formEditorWords)
  return (
    <section aria-label={words.add} className={styles.palette}>
      {nodeKinds.map((kind) => (
        <button key={kind} type="button" disabled={!allowed(kind)} onClick={() => onAdd(kind)}>
          <KindIcon kind={kind} />
          {words[`kind_${kind}`]}
        </button>
      ))}
    </section>
  )
}
