import { useMemo } from 'react'
import { type Locale, type LocalizedText, localize } from '#findings'
import { type CompiledField, type CompiledForm, type CompiledGroup, FormNotUsableError } from '../data/compile-form.ts'
import { type FormState, formState, isUnanswered, nodeKey } from '../data/form-state.ts'
import { own } from '../data/rule-run.ts'
import type { FormLibrary } from '../definition/expand-form.ts'
import { isWide } from '../definition/field-span.ts'
import type { Answers, CodeList, FormDefinition, LayoutNode } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import { Answered } from './answered.tsx'
import { compiledOnce } from './compiled-forms.ts'
import { formWords } from './form-words.ts'
import { NotUsable } from './not-usable.tsx'
import './form.css'

export interface FormAnswersProps {
  readonly definition: FormDefinition
  readonly codeLists: readonly CodeList[]
  /** The forms it uses parts of, by id. */
  readonly forms?: FormLibrary
  /** As they were accepted. */
  readonly answers: Answers
  /** What rules read as `case`. */
  readonly caseVariables?: Answers
  readonly locale: Locale
  readonly fileUrl: (id: string) => string
  /** Of a small picture of an image; the image itself where left out. */
  readonly thumbnailUrl?: (id: string) => string
  /** JSON pointers of the answers that came masked, e.g. `138****1234`. */
  readonly masked?: readonly string[]
  /** Asks for a masked answer, by its pointer. Left out where the reader may not have it. */
  readonly onReveal?: (pointer: string) => void
}

const none: Answers = {}

/** A form as it was filled, to be read. Shows what was answered, whatever the rules would say of it today. */
export function FormAnswers(props: FormAnswersProps) {
  const { answers, locale } = props
  const filled = useFilled(props)
  if (!('compiled' in filled)) return <NotUsable locale={locale} reason={filled} />
  return (
    <div className="gz-answers" lang={locale}>
      <FilledParts {...props} {...filled} nodes={filled.compiled.form.layout} answers={answers} level={3} />
    </div>
  )
}

/** What is needed to show a filled form, or why it cannot be shown. */
export function useFilled({
  definition,
  codeLists,
  forms,
  answers,
  caseVariables = none,
}: FormAnswersProps): { readonly compiled: CompiledForm; readonly state: FormState } | LocalizedText {
  return useMemo(() => {
    try {
      const compiled = compiledOnce(definition, codeLists, forms)
      return { compiled, state: formState(compiled, answers, caseVariables) }
    } catch (error) {
      if (error instanceof FormNotUsableError) return error.reason
      throw error
    }
  }, [definition, codeLists, forms, answers, caseVariables])
}

export interface Filled {
  readonly compiled: CompiledForm
  readonly state: FormState
  readonly answers: Answers
  readonly locale: Locale
  readonly fileUrl: (id: string) => string
  readonly thumbnailUrl?: (id: string) => string
  readonly masked?: readonly string[]
  readonly onReveal?: (pointer: string) => void
}

export interface FilledPartsProps extends Filled {
  readonly nodes: readonly LayoutNode[]
  /** Of a section's heading. */
  readonly level: number
}

/** Questions with their answers. */
export function FilledParts({ nodes, level, ...filled }: FilledPartsProps) {
  const text = (words: Parameters<typeof localize>[0]) => localize(words, filled.locale)
  return (
    <div className="gz-answer-list">
      {nodes.map((node) => {
        if (node.kind === 'section') {
          if (!hasContent(node.children, filled)) return null
          const Heading = level <= 3 ? 'h3' : 'h4'
          return (
            <div key={node.id} className="gz-answer-section">
              <Heading className="gz-heading">{text(node.title)}</Heading>
              <FilledParts {...filled} nodes={node.children} level={level + 1} />
            </div>
          )
        }
        const compiled = 'property' in node ? filled.compiled.byProperty.get(node.property) : undefined
        if (!compiled || !isShown(compiled, filled)) return null
        if (compiled.kind === 'group') return <Items key={node.id} group={compiled} filled={filled} />
        return (
          <Line
            key={node.id}
            field={compiled}
            value={own(filled.answers, compiled.property)}
            pointer={`/${compiled.property}`}
            filled={filled}
          />
        )
      })}
    </div>
  )
}

function Items({ group, filled }: { readonly group: CompiledGroup; readonly filled: Filled }) {
  const { locale, state } = filled
  const items = own(filled.answers, group.property)
  const { title, itemTitle } = group.node
  const list: readonly unknown[] = Array.isArray(items) ? items : []
  return (
    <div className="gz-answer-section">
      <h4 className="gz-heading">{localize(title, locale)}</h4>
      {list.length === 0 ? <p className="gz-none">{formWords[locale].notAnswered}</p> : null}
      {group.node.display === 'table' && list.length > 0 ? (
        <ItemTable group={group} list={list} filled={filled} />
      ) : (
        list.map((item, index) => (
          <div key={index} className="gz-answer-item">
            <h5 className="gz-item-title">
              {localize(itemTitle ?? title, locale)} {index + 1}
            </h5>
            <div className="gz-answer-list">
              {group.fields.map((field) => {
                const value = isObject(item) ? own(item, field.property) : undefined
                const isVisible = state.nodes.get(nodeKey(field.id, index))?.visible ?? true
                return isVisible || !isUnanswered(value) ? (
                  <Line
                    key={field.id}
                    field={field}
                    value={value}
                    pointer={`/${group.property}/${index}/${field.property}`}
                    filled={filled}
                  />
                ) : null
              })}
            </div>
          </div>
        ))
      )}
    </div>
  )
}

function ItemTable({
  group,
  list,
  filled,
}: {
  readonly group: CompiledGroup
  readonly list: readonly unknown[]
  readonly filled: Filled
}) {
  const { locale } = filled
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="gz-scroll" tabIndex={0} aria-label={localize(group.node.title, locale)}>
      <table className="gz-answer-table">
        <thead>
          <tr>
            <th scope="col">{formWords[locale].rowNumber}</th>
            {group.fields.map((field) => (
              <th key={field.id} scope="col">
                {localize(field.node.title, locale)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.map((item, index) => (
            <tr key={index}>
              <th scope="row">{index + 1}</th>
              {group.fields.map((field) => (
                <td key={field.id}>
                  <Answer
                    field={field}
                    value={isObject(item) ? own(item, field.property) : undefined}
                    pointer={`/${group.property}/${index}/${field.property}`}
                    filled={filled}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface LineProps {
  readonly field: CompiledField
  readonly value: unknown
  readonly pointer: string
  readonly filled: Filled
}

function Line(props: LineProps) {
  const { field, filled } = props
  const isLong = isWide(field.widget) || (field.node.span ?? 0) > 12
  return (
    <dl className={isLong ? 'gz-line gz-line-long' : 'gz-line'}>
      <dt>{localize(field.node.title, filled.locale)}</dt>
      <dd>
        <Answer {...props} />
      </dd>
    </dl>
  )
}

export function Answer({
  field,
  value,
  pointer,
  filled: { locale, fileUrl, thumbnailUrl, masked, onReveal },
}: LineProps) {
  return (
    <Answered
      field={field}
      value={value}
      locale={locale}
      fileUrl={fileUrl}
      thumbnailUrl={thumbnailUrl}
      isMasked={masked?.includes(pointer)}
      onReveal={onReveal && (() => onReveal(pointer))}
    />
  )
}

export function isShown({ id, property }: CompiledField | CompiledGroup, { state, answers }: Filled): boolean {
  return (state.nodes.get(id)?.visible ?? false) || !isUnanswered(own(answers, property))
}

export function hasContent(nodes: readonly LayoutNode[], filled: Filled): boolean {
  return nodes.some((node) => {
    if (node.kind === 'section') return hasContent(node.children, filled)
    const compiled = 'property' in node ? filled.compiled.byProperty.get(node.property) : undefined
    return compiled !== undefined && isShown(compiled, filled)
  })
}
