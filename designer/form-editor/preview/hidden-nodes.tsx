import { EyeInvisibleOutlined } from '@ant-design/icons'
import { useMemo } from 'react'
import type { Locale } from '#findings'
import { type Answers, type CompiledForm, formState, type Hidden, nodeKey, whyHidden } from '#forms'
import { useLocalize, useWords } from '#runtime/client'
import styles from '../form-editor.module.css'
import { formEditorWords } from '../form-editor-words.ts'
import { wordsOf } from '../outline/node-words.ts'
import { today } from './today.ts'

export interface HiddenNodesProps {
  readonly compiled: CompiledForm
  readonly answers: Answers
  readonly locale: Locale
  readonly onSelect: (id: string) => void
}

/** What the answers so far hide, and why: 为什么看不到. */
export function HiddenNodes({ compiled, answers, locale, onSelect }: HiddenNodesProps) {
  const words = useWords(formEditorWords)
  const say = useLocalize()
  const hidden = useMemo(() => hiddenNow(compiled, answers, locale), [compiled, answers, locale])
  if (hidden.length === 0) return null
  return (
    <details className={styles.hidden}>
      <summary>
        <EyeInvisibleOutlined aria-hidden="true" /> {words.whyHidden(hidden.length)}
      </summary>
      <ul>
        {hidden.map(({ nodeId, sentence }) => {
          const found = compiled.byId.get(nodeId)
          return (
            <li key={nodeId}>
              <p>{sentence}</p>
              <button type="button" onClick={() => onSelect(nodeId)}>
                {words.editRule(found ? say(wordsOf(found.node.node)) : nodeId)}
              </button>
            </li>
          )
        })}
      </ul>
    </details>
  )
}

/** Each rule that hides something, once: what lies inside a hidden section goes with it. */
function hiddenNow(compiled: CompiledForm, answers: Answers, locale: Locale): readonly Hidden[] {
  const options = { today: today() }
  const state = formState(compiled, answers, {}, options)
  const found = new Map<string, Hidden>()
  const look = (id: string, index?: number) => {
    if (state.nodes.get(nodeKey(id, index))?.visible !== false) return
    const why = whyHidden(compiled, answers, id, locale, { ...options, ...(index !== undefined && { index }) })
    if (why && !found.has(why.nodeId)) found.set(why.nodeId, why)
  }
  for (const node of compiled.nodes) {
    look(node.id)
    const items = node.kind === 'group' ? state.answers[node.property] : undefined
    if (node.kind === 'group' && Array.isArray(items))
      for (const [index] of items.slice(0, mostItems).entries()) for (const field of node.fields) look(field.id, index)
  }
  return [...found.values()]
}

/** Of a long table the first rows are enough to see why a column is hidden. */
const mostItems = 20
