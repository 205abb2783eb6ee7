import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import type { CompiledField } from '../../data/compile-form.ts'
import { nodeKey } from '../../data/form-state.ts'
import { elementId } from '../element-id.ts'
import { useForm, useOpenForm, useText } from '../form-context.ts'
import { type AnswerPath, answerAt, pointerOf } from '../form-store.ts'
import { SelectWidget } from '../widgets/select-widget.tsx'
import { widgetFor } from '../widgets/widgets.ts'

export interface CellEditorProps {
  readonly field: CompiledField
  readonly group: string
  readonly row: number
  /** Whether what is there is replaced by the key that opened the editor. */
  readonly isReplacing: boolean
  /** Ends editing and moves by rows and columns. */
  readonly onEnd: (rows: number, columns: number) => void
}

const inCell = ['text', 'number', 'money', 'date', 'time', 'phone', 'person-id', 'choice']

/** Whether a field is answered in its cell; others in the row's editor. */
export function isAnsweredInCell({ widget }: CompiledField): boolean {
  return inCell.includes(widget)
}

/** A field's own control in its cell. Enter and Tab keep and go on, Escape takes back. */
export function CellEditor({ field, group, row, isReplacing, onEnd }: CellEditorProps) {
  const { store, prefix, onLeave } = useOpenForm()
  const text = useText()
  const path: AnswerPath = [group, row, field.property]
  const pointer = pointerOf(path)
  const id = `${elementId(prefix, pointer)}-edited`
  const value = useForm(({ typed }) => answerAt(typed, path))
  const state = useForm((snapshot) => snapshot.state.nodes.get(nodeKey(field.id, row)))
  const before = useRef(value)
  const box = useRef<HTMLDivElement>(null)
  const Widget = field.widget === 'choice' ? SelectWidget : widgetFor(field).component

  useLayoutEffect(() => {
    const input = box.current?.querySelector<HTMLInputElement>('input:not([aria-hidden]), select')
    input?.focus()
    if (isReplacing && input?.matches('input')) input.select()
  }, [isReplacing])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.isDefaultPrevented()) return
    event.stopPropagation()
    if (event.key === 'Enter') {
      event.preventDefault()
      onEnd(event.shiftKey ? -1 : 1, 0)
    } else if (event.key === 'Tab') {
      event.preventDefault()
      onEnd(0, event.shiftKey ? -1 : 1)
    } else if (event.key === 'Escape') {
      store.answer(path, before.current)
      onEnd(0, 0)
    }
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the control inside
    <div ref={box} className="gz-cell-editor" onKeyDown={onKeyDown}>
      <label className="gz-unseen" id={`${id}-label`} htmlFor={id}>
        {text(field.node.title)}
      </label>
      <Widget
        id={id}
        node={field}
        value={value}
        choices={state?.choices}
        required={state?.required ?? false}
        disabled={false}
        readonly={false}
        invalid={false}
        onChange={(next) => store.answer(path, next)}
        onBlur={() => onLeave(pointer)}
      />
    </div>
  )
}
