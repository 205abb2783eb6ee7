import { Alert } from 'antd'
import { useMemo } from 'react'
import { type Locale, type LocalizedText, localize } from '#findings'
import { type CompiledField, type CompiledForm, type CompiledGroup, FormNotUsableError } from '../data/compile-form.ts'
import { isFileReference } from '../data/file-answers.ts'
import { type FormState, formState, isUnanswered, nodeKey } from '../data/form-state.ts'
import { own } from '../data/rule-run.ts'
import type { Answers, CodeList, FormDefinition, LayoutNode } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import { compiledOnce } from './compiled-forms.ts'
import { type FormWords, formWords } from './form-words.ts'
import './form.css'

export interface FormAnswersProps {
  readonly definition: FormDefinition
  readonly codeLists: readonly CodeList[]
  /** As they were accepted. */
  readonly answers: Answers
  /** What rules read as `case`. */
  readonly caseVariables?: Answers
  readonly locale: Locale
  readonly fileUrl: (id: string) => string
  /** JSON pointers of the answers that came masked, e.g. `138****1234`. */
  readonly masked?: readonly string[]
  /** Asks for a masked answer, by its pointer. Left out where the reader may not have it. */
  readonly onReveal?: (pointer: string) => void
}

const none: Answers = {}

/** A form as it was filled, to be read and printed. Shows what was answered, whatever the rules would say of it today. */
export function FormAnswers({
  definition,
  codeLists,
  answers,
  caseVariables = none,
  locale,
  fileUrl,
}: FormAnswersProps) {
  const filled = useMemo(() => {
    try {
      const compiled = compiledOnce(definition, codeLists)
      return { compiled, state: formState(compiled, answers, caseVariables) }
    } catch (error) {
      if (error instanceof FormNotUsableError) return error.message
      throw error
    }
  }, [definition, codeLists, answers, caseVariables])
  const words = formWords[locale]
  if (typeof filled === 'string') return <Alert type="error" showIcon title={words.notUsable} description={filled} />
  const shown: Shown = { ...filled, answers, words, fileUrl, text: (text) => localize(text, locale) }
  return (
    <div className="gz-answers" lang={locale}>
      <Parts nodes={definition.layout} shown={shown} level={2} />
    </div>
  )
}

interface Shown {
  readonly compiled: CompiledForm
  readonly state: FormState
  readonly answers: Answers
  readonly words: FormWords
  readonly text: (text: LocalizedText) => string
  readonly fileUrl: (id: string) => string
}

function Parts({
  nodes,
  shown,
  level,
}: {
  readonly nodes: readonly LayoutNode[]
  readonly shown: Shown
  readonly level: number
}) {
  return (
    <div className="gz-answer-list">
      {nodes.map((node) => {
        const compiled = shown.compiled.nodes.find(({ id }) => id === node.id)
        if (node.kind === 'section') {
          if (!hasContent(node.children, shown)) return null
          const Heading = level <= 2 ? 'h3' : 'h4'
          return (
            <div key={node.id} className="gz-answer-section">
              <Heading className="gz-heading">{shown.text(node.title)}</Heading>
              <Parts nodes={node.children} shown={shown} level={level + 1} />
            </div>
          )
        }
        if (compiled?.kind === 'field' && isShown(compiled, shown))
          return <Line key={node.id} field={compiled} value={own(shown.answers, compiled.property)} shown={shown} />
        return compiled?.kind === 'group' && isShown(compiled, shown) ? (
          <Items key={node.id} group={compiled} shown={shown} />
        ) : null
      })}
    </div>
  )
}

function Items({ group, shown }: { readonly group: CompiledGroup; readonly shown: Shown }) {
  const items = own(shown.answers, group.property)
  const { title, itemTitle } = group.node
  const list: readonly unknown[] = Array.isArray(items) ? items : []
  return (
    <div className="gz-answer-section">
      <h4 className="gz-heading">{shown.text(title)}</h4>
      {list.length === 0 ? <p className="gz-none">{shown.words.notAnswered}</p> : null}
      {list.map((item, index) => (
        <div key={index} className="gz-answer-item">
          <h5 className="gz-item-title">
            {shown.text(itemTitle ?? title)} {index + 1}
          </h5>
          <div className="gz-answer-list">
            {group.fields.map((field) => {
              const value = isObject(item) ? own(item, field.property) : undefined
              const isVisible = shown.state.nodes.get(nodeKey(field.id, index))?.visible ?? true
              return isVisible || !isUnanswered(value) ? (
                <Line key={field.id} field={field} value={value} shown={shown} />
              ) : null
            })}
          </div>
        </div>
      ))}
    </div>
  )
}

function Line({
  field,
  value,
  shown,
}: {
  readonly field: CompiledField
  readonly value: unknown
  readonly shown: Shown
}) {
  const isLong = ['long-text', 'file', 'photo', 'multiple-choice'].includes(field.widget) || (field.node.span ?? 0) > 12
  return (
    <dl className={isLong ? 'gz-line gz-line-long' : 'gz-line'}>
      <dt>{shown.text(field.node.title)}</dt>
      <dd>
        <Answered field={field} value={value} shown={shown} />
      </dd>
    </dl>
  )
}

function Answered({
  field,
  value,
  shown,
}: {
  readonly field: CompiledField
  readonly value: unknown
  readonly shown: Shown
}) {
  const { words, text, fileUrl } = shown
  if (isUnanswered(value) || (Array.isArray(value) && value.length === 0))
    return <span className="gz-none">{words.notAnswered}</span>
  if (field.widget === 'yes-no') return value === true ? words.yes : words.no
  const files = Array.isArray(value) ? value.filter(isFileReference) : []
  if (files.length > 0)
    return (
      <ul className={field.widget === 'photo' ? 'gz-photos' : 'gz-file-list'}>
        {files.map((file) => (
          <li key={file.id}>
            <a href={fileUrl(file.id)} target="_blank" rel="noreferrer">
              {file.type.startsWith('image/') ? (
                <img src={fileUrl(file.id)} alt={file.name} loading="lazy" />
              ) : (
                file.name
              )}
            </a>
          </li>
        ))}
      </ul>
    )
  const titleOf = (entry: unknown) => {
    const choice = field.choices?.find((candidate) => candidate.value === entry)
    return choice ? text(choice.title) : String(entry)
  }
  if (!Array.isArray(value)) return <span className="gz-value">{titleOf(value)}</span>
  return (
    <ul className="gz-value-list">
      {value.map((entry) => (
        <li key={String(entry)}>{titleOf(entry)}</li>
      ))}
    </ul>
  )
}

function isShown({ id, property }: CompiledField | CompiledGroup, { state, answers }: Shown): boolean {
  return (state.nodes.get(id)?.visible ?? false) || !isUnanswered(own(answers, property))
}

function hasContent(nodes: readonly LayoutNode[], shown: Shown): boolean {
  return nodes.some((node) => {
    if (node.kind === 'section') return hasContent(node.children, shown)
    const compiled = shown.compiled.nodes.find(({ id }) => id === node.id)
    return (compiled?.kind === 'field' || compiled?.kind === 'group') && isShown(compiled, shown)
  })
}
