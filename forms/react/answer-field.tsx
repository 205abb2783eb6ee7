import type { FieldProps } from '@rjsf/utils'
import { type CSSProperties, memo, Suspense, useCallback, useContext } from 'react'
import { offeredBeside } from '../data/choices.ts'
import type { CompiledField } from '../data/compile-form.ts'
import { type NodeState, nodeKey } from '../data/form-state.ts'
import { fieldSpan } from '../definition/field-span.ts'
import { fieldOf } from './compiled-nodes.ts'
import { elementId } from './element-id.ts'
import { ColumnsContext, useForm, useOpenForm, useText } from './form-context.ts'
import { type AnswerPath, answerAt, pointerOf } from './form-store.ts'
import { MaskedAnswer } from './masked-answer.tsx'
import { ProblemText } from './problem-text.tsx'
import { type WidgetComponent, widgetFor } from './widgets/widgets.ts'

/** The field that RJSF renders for one property; `formData` and `onChange` are the store's affair. */
export function AnswerField({ fieldPathId, uiSchema }: FieldProps) {
  const { store } = useOpenForm()
  const [property, index, inner] = fieldPathId.path
  const node = fieldOf(store.compiled, String(uiSchema?.['ui:options']?.nodeId))
  if (!node) return null
  return typeof index === 'number' ? (
    <Answer node={node} property={String(property)} index={index} inner={String(inner)} />
  ) : (
    <Answer node={node} property={String(property)} />
  )
}

interface AnswerProps {
  readonly node: CompiledField
  readonly property: string
  /** Of a field of a repeated group. */
  readonly index?: number
  readonly inner?: string
}

/** One question: its title, what it is answered with, help, and what is wrong with it. */
const Answer = memo(function Answer({ node, property, index, inner }: AnswerProps) {
  const state = useForm(({ state }) => state.nodes.get(nodeKey(node.id, index)))
  return state?.visible ? (
    <ShownAnswer node={node} state={state} property={property} index={index} inner={inner} />
  ) : null
})

const ShownAnswer = memo(function ShownAnswer({
  node,
  state,
  property,
  index,
  inner,
}: AnswerProps & { readonly state: NodeState }) {
  const { store, words, prefix, disabled, masked, onLeave } = useOpenForm()
  const columns = useContext(ColumnsContext)
  const text = useText()
  const path: AnswerPath = index === undefined || inner === undefined ? [property] : [property, index, inner]
  const pointer = pointerOf(path)
  const value = useForm(({ typed, state: counted }) => answerAt(state.readonly ? counted.answers : typed, path))
  const problem = useForm(({ problems }) => problems.get(pointer))
  const onChange = useCallback(
    (next: unknown) =>
      store.answer(index === undefined || inner === undefined ? [property] : [property, index, inner], next),
    [store, property, index, inner],
  )
  const id = elementId(prefix, pointer)
  // An answer of several boxes is left when all of them are.
  const onBlur = useCallback(
    () =>
      setTimeout(() => {
        if (!document.getElementById(`${id}-field`)?.contains(document.activeElement)) onLeave(pointer)
      }),
    [onLeave, pointer, id],
  )
  const { component: Widget, isGroup }: WidgetComponent = widgetFor(node)
  const original = masked.original(path)
  const { title, help } = node.node
  const described = [help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(' ')
  const label = (
    <>
      {text(title)}
      {state.required ? (
        <span className="gz-required">
          <span aria-hidden="true">*</span>
          <span className="gz-unseen">{words.required}</span>
        </span>
      ) : null}
      {state.readonly ? <span className="gz-locked">{node.rules.value ? words.computed : words.locked}</span> : null}
    </>
  )
  return (
    <div
      className={`gz-field gz-field-${node.widget}${problem ? ' gz-field-wrong' : ''}`}
      style={spanned(fieldSpan(node.node, node.widget, columns))}
      id={`${id}-field`}
    >
      {isGroup ? (
        <div className="gz-label" id={`${id}-label`}>
          {label}
        </div>
      ) : (
        <label className="gz-label" id={`${id}-label`} htmlFor={id}>
          {label}
        </label>
      )}
      {masked.isMasked(path, value) ? (
        <MaskedAnswer id={id} path={path} value={value} isFixed={disabled || state.readonly} onChange={onChange} />
      ) : (
        <Suspense fallback={<p className="gz-help">{words.loadingWidget}</p>}>
          <Widget
            id={id}
            node={node}
            value={value}
            choices={state.choices && offeredBeside(state.choices, value)}
            required={state.required}
            disabled={disabled}
            readonly={state.readonly}
            invalid={problem !== undefined}
            describedBy={described || undefined}
            onChange={onChange}
            onBlur={onBlur}
          />
          {original === undefined || disabled || state.readonly ? null : (
            <button type="button" className="gz-button gz-button-link" onClick={() => onChange(original)}>
              {words.keepMasked}
            </button>
          )}
        </Suspense>
      )}
      {help ? (
        <div className="gz-help" id={`${id}-help`}>
          {text(help)}
        </div>
      ) : null}
      {problem ? <ProblemText id={`${id}-problem`} problem={problem} /> : null}
    </div>
  )
})

/** Columns out of 24, where the form is wide enough for columns; at most two questions a row where it is not very wide. */
function spanned(columns: number): CSSProperties & Readonly<Record<'--gz-span' | '--gz-span-narrow', number>> {
  return { '--gz-span': columns, '--gz-span-narrow': Math.max(12, columns) }
}
