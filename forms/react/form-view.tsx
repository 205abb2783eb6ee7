import {
  type ComponentType,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Locale, LocalizedText } from '#findings'
import { type CompiledForm, FormNotUsableError } from '../data/compile-form.ts'
import type { FormLibrary } from '../definition/expand-form.ts'
import type { Answers, CodeList, FileReference, FormDefinition, Problem } from '../definition/form-definition.ts'
import { compiledOnce } from './compiled-forms.ts'
import { sectionId } from './element-id.ts'
import { focusElement, focusField } from './focus-field.ts'
import { FormActions } from './form-actions.tsx'
import { FormBody } from './form-body.tsx'
import { FormContext, type MapPickerProps, type OpenForm } from './form-context.ts'
import { FormOutline } from './form-outline.tsx'
import { answerAt, type FormStore, formStore } from './form-store.ts'
import { formWords } from './form-words.ts'
import { maskedAnswers, pathOf } from './masked-answers.ts'
import { navigation as newNavigation, sectionsOf, stepsOf, summaryStep } from './navigation.ts'
import { NotUsable } from './not-usable.tsx'
import { ProblemSummary } from './problem-summary.tsx'
import { StepBar } from './step-bar.tsx'
import { useChecking } from './use-checking.ts'
import './form.css'

export interface FormViewProps {
  /** Another definition may take its place: what was typed stays. */
  readonly definition: FormDefinition
  readonly codeLists: readonly CodeList[]
  /** The forms it uses parts of, by id. */
  readonly forms?: FormLibrary
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
  /** Shows what a masked answer stands for, by its pointer. Left out where the person may not see it. */
  readonly onReveal?: (pointer: string) => void
  /** Of a form in steps: the id of the section to show, e.g. from the page's address. */
  readonly step?: string
  /** Another step is shown now. */
  readonly onStep?: (step: string) => void
  /** A map that points are picked on, where a source of maps is configured. */
  readonly mapPicker?: ComponentType<MapPickerProps>
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
  const { definition, codeLists, forms, locale } = props
  const compiled = useMemo(() => usable(definition, codeLists, forms), [definition, codeLists, forms])
  if (!('nodes' in compiled))
    return (
      <div className="gz-form">
        <NotUsable locale={locale} reason={compiled} />
      </div>
    )
  return <UsableForm {...props} compiled={compiled} />
}

function usable(
  definition: FormDefinition,
  codeLists: readonly CodeList[],
  forms?: FormLibrary,
): CompiledForm | LocalizedText {
  try {
    return compiledOnce(definition, codeLists, forms)
  } catch (error) {
    if (error instanceof FormNotUsableError) return error.reason
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
  const [masked] = useState(() => maskedAnswers(opened, props.masked ?? []))
  const isIgnored = useCallback(
    ({ path }: Problem, answers: Answers) => masked.isMasked(pathOf(path), answerAt(answers, pathOf(path))),
    [masked],
  )
  const context = useMemo(() => ({ caseVariables, opened, today }), [caseVariables, opened, today])
  const { check, checkPart, isUnavailable, onLeave, showFromServer } = useChecking(
    store,
    props.codeLists,
    context,
    isIgnored,
  )
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

  const navigation = useMemo(() => {
    const steps = stepsOf(compiled, store.snapshot().state)
    return newNavigation(steps.find(({ id }) => id === calls.current.step)?.id ?? steps[0]?.id)
  }, [compiled, store, calls])
  const goTo = useCallback(
    (problem: Problem | undefined) => {
      if (!problem) return
      const sections = sectionsOf(compiled, problem)
      navigation.reveal(sections)
      if (compiled.form.display === 'steps' && sections[0]) navigation.go(sections[0])
      navigation.lead(problem.path)
      focusField(prefix, problem.path)
    },
    [compiled, navigation, prefix],
  )

  useEffect(() => {
    let { step } = navigation.place()
    return navigation.subscribe(() => {
      const now = navigation.place().step
      if (!now || now === step) return
      step = now
      calls.current.onStep?.(now)
    })
  }, [navigation, calls])
  useEffect(() => {
    const asked = stepsOf(compiled, store.snapshot().state).some(({ id }) => id === props.step)
    if (props.step && asked) navigation.go(props.step)
  }, [props.step, compiled, store, navigation])

  useEffect(() => {
    if (!props.problems || props.problems.length === 0) return
    showFromServer(props.problems)
    goTo(props.problems[0])
  }, [props.problems, showFromServer, goTo])

  const mayReveal = props.onReveal !== undefined
  const form: OpenForm = useMemo(
    () => ({
      store,
      locale,
      words,
      prefix,
      today,
      navigation,
      masked,
      disabled: disabled || submitting,
      uploadFile: (file, onProgress) => calls.current.uploadFile(file, onProgress),
      fileUrl: (id) => calls.current.fileUrl(id),
      mapPicker: props.mapPicker,
      onReveal: mayReveal ? (pointer) => calls.current.onReveal?.(pointer) : undefined,
      onLeave,
      goTo,
    }),
    [
      store,
      locale,
      words,
      prefix,
      today,
      navigation,
      masked,
      disabled,
      submitting,
      props.mapPicker,
      mayReveal,
      onLeave,
      goTo,
      calls,
    ],
  )

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { step } = navigation.place()
    if (step !== undefined && step !== summaryStep) return next()
    if (isChecking || form.disabled || store.snapshot().uploads > 0) return
    setChecking(true)
    const problems = await check()
    setChecking(false)
    if (problems.length > 0) goTo(problems[0])
    else props.onSubmit(store.snapshot().state.answers)
  }
  /** Goes to the step after the one that is shown, where that is in order. */
  const next = async () => {
    const { step } = navigation.place()
    if (isChecking || form.disabled || store.snapshot().uploads > 0) return
    setChecking(true)
    const problems = await checkPart((problem) => sectionsOf(compiled, problem)[0] === step)
    setChecking(false)
    if (problems.length > 0) return goTo(problems[0])
    const steps = stepsOf(compiled, store.snapshot().state)
    const after = steps[steps.findIndex(({ id }) => id === step) + 1]?.id ?? summaryStep
    navigation.go(after)
    focusElement(sectionId(prefix, after))
  }

  return (
    <FormContext value={form}>
      {/* Browsers do not submit while text is being composed; `noValidate`: problems are shown in the form's own words. */}
      <form className="gz-form" lang={locale} noValidate onSubmit={submit} onKeyDown={keepEnterFromSubmitting}>
        <div className="gz-columns">
          {compiled.form.display === 'steps' ? <StepBar /> : <FormOutline />}
          <div className="gz-main">
            {isUnavailable ? <p className="gz-notice gz-notice-warning">{words.checkUnavailable}</p> : null}
            <ProblemSummary />
            <FormBody compiled={compiled} />
            <FormActions
              submitLabel={props.submitLabel ?? words.submit}
              isBusy={isChecking || submitting}
              aside={props.aside}
              onNext={() => void next()}
            />
          </div>
        </div>
      </form>
    </FormContext>
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
