// The package's own index would bring RJSF's test registry, and with it a second validator.
import Form from '@rjsf/core/lib/components/Form.js'
import { Alert, Button } from 'antd'
import {
  type FormEvent,
  type KeyboardEvent,
  memo,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Locale } from '#findings'
import { type CompiledForm, FormNotUsableError } from '../data/compile-form.ts'
import type { Answers, CodeList, FileReference, FormDefinition, Problem } from '../definition/form-definition.ts'
import { AnswerField } from './answer-field.tsx'
import { compiledOnce } from './compiled-forms.ts'
import { FormContext, type OpenForm, useForm, useOpenForm } from './form-context.ts'
import { FormOutline } from './form-outline.tsx'
import { type FormStore, formStore } from './form-store.ts'
import { formWords } from './form-words.ts'
import { GroupField } from './group-field.tsx'
import { icons } from './icons.tsx'
import { LayoutTemplate } from './layout-template.tsx'
import { focusProblem, ProblemSummary } from './problem-summary.tsx'
import { noValidator, rjsfForm } from './rjsf-schema.ts'
import { useChecking } from './use-checking.ts'
import './form.css'

export interface FormViewProps {
  /** Another definition may take its place: what was typed stays. */
  readonly definition: FormDefinition
  readonly codeLists: readonly CodeList[]
  /** What the form opens with, and what locked fields keep. Later changes of it are ignored: give the view another `key` to open it anew. */
  readonly answers: Answers
  /** What rules read as `case`. */
  readonly caseVariables?: Answers
  readonly locale: Locale
  /** What the server found; shown, and the first of them focused, whenever it is another list. */
  readonly problems?: readonly Problem[]
  /** The answers as they count now: nothing hidden. Called after each change, not while text is being composed. */
  readonly onChange?: (answers: Answers) => void
  /** What was typed into it before, hidden answers included: a draft. `answers` where left out. Later changes are ignored too. */
  readonly typed?: Answers
  /** What is typed now, hidden answers included. Called after each change. */
  readonly onTyped?: (typed: Answers) => void
  /** Beside the button that submits. */
  readonly aside?: ReactNode
  /**
   * JSON pointers of the answers that came masked, e.g. `138****1234`. Such an answer is not judged as long as it is
   * unchanged, and a field of it begins empty when the person types into it.
   */
  readonly masked?: readonly string[]
  /** Called with answers that were found in order, or that could not be checked here; the server judges them anyway. */
  readonly onSubmit: (answers: Answers) => void
  /** `onProgress` takes 0 to 1. A rejection's message is shown to the person. */
  readonly uploadFile: (file: File, onProgress: (fraction: number) => void) => Promise<FileReference>
  readonly fileUrl: (id: string) => string
  readonly disabled?: boolean
  readonly submitting?: boolean
  /** 提交 where left out. */
  readonly submitLabel?: string
  /** The date that rules read as `today`, ISO 8601; the device's in China where left out. */
  readonly today?: string
}

/** A form to be filled. Holds the answers while it is open. */
export function FormView(props: FormViewProps) {
  const { definition, codeLists, locale } = props
  const compiled = useMemo(() => usable(definition, codeLists), [definition, codeLists])
  if (typeof compiled === 'string')
    return <Alert type="error" showIcon title={formWords[locale].notUsable} description={compiled} />
  return <UsableForm {...props} compiled={compiled} />
}

function usable(definition: FormDefinition, codeLists: readonly CodeList[]): CompiledForm | string {
  try {
    return compiledOnce(definition, codeLists)
  } catch (error) {
    if (error instanceof FormNotUsableError) return error.message
    throw error
  }
}

function UsableForm(props: FormViewProps & { readonly compiled: CompiledForm }) {
  const { compiled, locale, disabled = false, submitting = false } = props
  const [opened] = useState(props.answers)
  const [begun] = useState(props.typed)
  const [caseVariables] = useState(props.caseVariables ?? {})
  const [today] = useState(() => props.today ?? dateInChina())
  const prefix = `f${useId().replaceAll(/[^\w]/g, '')}`
  const before = useRef<FormStore>(undefined)
  // Another definition (a designer's preview) keeps what was typed.
  const store = useMemo(
    () => formStore(compiled, opened, caseVariables, today, before.current?.snapshot().typed ?? begun),
    [compiled, opened, caseVariables, today, begun],
  )
  useEffect(() => {
    before.current = store
  }, [store])
  const { check, isUnavailable, onLeave, showFromServer } = useChecking(store, props.codeLists, {
    caseVariables,
    opened,
    today,
  })
  const [isChecking, setChecking] = useState(false)
  const calls = useLatest(props)
  const words = formWords[locale]

  useEffect(() => {
    let known = store.snapshot()
    return store.subscribe(() => {
      const before = known
      known = store.snapshot()
      if (known.typed !== before.typed) calls.current.onTyped?.(known.typed)
      if (known.state.answers !== before.state.answers) calls.current.onChange?.(known.state.answers)
    })
  }, [store, calls])

  useEffect(() => {
    if (!props.problems || props.problems.length === 0) return
    showFromServer(props.problems)
    focusProblem(prefix, props.problems[0])
  }, [props.problems, showFromServer, prefix])

  const form: OpenForm = useMemo(
    () => ({
      store,
      locale,
      words,
      prefix,
      disabled: disabled || submitting,
      uploadFile: (file, onProgress) => calls.current.uploadFile(file, onProgress),
      fileUrl: (id) => calls.current.fileUrl(id),
      onLeave,
    }),
    [store, locale, words, prefix, disabled, submitting, onLeave, calls],
  )

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isChecking || form.disabled || store.snapshot().uploads > 0) return
    setChecking(true)
    const problems = await check()
    setChecking(false)
    if (problems.length > 0) focusProblem(prefix, problems[0])
    else props.onSubmit(store.snapshot().state.answers)
  }

  return (
    <FormContext value={form}>
      {/* Browsers do not submit while text is being composed; `noValidate`: problems are shown in the form's own words. */}
      <form className="gz-form" lang={locale} noValidate onSubmit={submit} onKeyDown={keepEnterFromSubmitting}>
        <div className="gz-columns">
          <FormOutline />
          <div className="gz-main">
            {isUnavailable ? <Alert type="warning" showIcon title={words.checkUnavailable} /> : null}
            <ProblemSummary />
            <Body compiled={compiled} />
            <Submit label={props.submitLabel ?? words.submit} isBusy={isChecking || submitting} aside={props.aside} />
          </div>
        </div>
      </form>
    </FormContext>
  )
}

/** RJSF's part. Its properties never change while the form is open: fields listen to the store. */
const Body = memo(function Body({ compiled }: { readonly compiled: CompiledForm }) {
  const { schema, uiSchema } = useMemo(() => rjsfForm(compiled), [compiled])
  const { prefix } = useOpenForm()
  return (
    <Form
      tagName="div"
      className="gz-body"
      idPrefix={prefix}
      schema={schema}
      uiSchema={uiSchema}
      validator={noValidator}
      fields={fields}
      templates={templates}
      noHtml5Validate
      showErrorList={false}
      experimental_componentUpdateStrategy="shallow"
    />
  )
})

const fields = { Answer: AnswerField, Group: GroupField }
const templates = {
  ObjectFieldTemplate: LayoutTemplate,
  FieldTemplate: ({ children }: { readonly children: ReactNode }) => <>{children}</>,
}

function Submit({
  label,
  isBusy,
  aside,
}: {
  readonly label: string
  readonly isBusy: boolean
  readonly aside?: ReactNode
}) {
  const { words, disabled } = useOpenForm()
  const isUploading = useForm(({ uploads }) => uploads > 0)
  return (
    <div className="gz-submit">
      <Button
        type="primary"
        htmlType="submit"
        autoInsertSpace={false}
        size="large"
        icon={isBusy ? icons.busy : undefined}
        aria-busy={isBusy}
        disabled={isUploading || (disabled && !isBusy)}
      >
        {label}
      </Button>
      <span role="status" className="gz-help">
        {isUploading ? words.waitForUploads : ''}
      </span>
      {aside}
    </div>
  )
}

/**
 * Enter chooses a date, ends a composed word, or does nothing: a task is completed by its button alone,
 * never by a key pressed in one of its fields.
 */
function keepEnterFromSubmitting(event: KeyboardEvent) {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
}

/** The newest value, for functions that must not change when it does. */
function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value)
  latest.current = value
  return latest
}

function dateInChina(): string {
  return new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
}
