import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Answers, CodeList, Problem } from '../definition/form-definition.ts'
import type { FormStore } from './form-store.ts'
import { openValidation, type Validation } from './validation.ts'

/** Milliseconds of rest after which answers are judged again. */
const rest = 300

/**
 * When answers are judged: the field that was left, as soon as it is left (a missing answer is no problem yet);
 * everything when the form is submitted, and from then on after each change.
 */
export function useChecking(
  store: FormStore,
  codeLists: readonly CodeList[],
  context: { readonly caseVariables: Answers; readonly opened: Answers; readonly today: string },
  isIgnored: (problem: Problem, answers: Answers) => boolean,
) {
  const validation = useRef<Validation>(undefined)
  const [isUnavailable, setUnavailable] = useState(false)
  const wasSubmitted = useRef(false)
  const asked = useRef<readonly ((problem: Problem) => boolean)[]>([])
  const left = useRef(new Set<string>())
  const said = useRef<readonly { readonly problem: Problem; readonly of: unknown }[]>([])
  const { caseVariables, opened, today } = context

  const validate = useCallback(async (): Promise<readonly Problem[]> => {
    try {
      validation.current ??= openValidation(store.compiled.form, codeLists, { caseVariables, opened, today })
      const { answers } = store.snapshot().state
      const problems = await validation.current.validate(answers)
      setUnavailable(false)
      if (answers !== store.snapshot().state.answers) return await validate()
      return problems.filter((problem) => !isIgnored(problem, answers))
    } catch {
      setUnavailable(true)
      return []
    }
  }, [store, codeLists, caseVariables, opened, today, isIgnored])

  /** What was found here, and what the server said of answers that are still the same. */
  const show = useCallback(
    (problems: readonly Problem[]) => {
      const { answers } = store.snapshot().state
      const standing = said.current.filter(({ problem, of }) => valueAt(answers, problem.path) === of)
      store.showProblems([...standing.map(({ problem }) => problem), ...problems])
    },
    [store],
  )

  const showFromServer = useCallback(
    (problems: readonly Problem[]) => {
      const { answers } = store.snapshot().state
      said.current = problems.map((problem) => ({ problem, of: valueAt(answers, problem.path) }))
      store.showProblems(problems)
    },
    [store],
  )

  const checkLeft = useCallback(async () => {
    const problems = await validate()
    show(
      wasSubmitted.current
        ? problems
        : problems.filter(
            (problem) =>
              asked.current.some((isAsked) => isAsked(problem)) ||
              (problem.code !== 'required' && left.current.has(problem.path)),
          ),
    )
  }, [show, validate])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let known = store.snapshot().typed
    const stop = store.subscribe(() => {
      const { typed, problems } = store.snapshot()
      if (typed === known) return
      known = typed
      clearTimeout(timer)
      if (wasSubmitted.current || asked.current.length > 0 || problems.size > 0) timer = setTimeout(checkLeft, rest)
    })
    return () => {
      stop()
      clearTimeout(timer)
      validation.current?.close()
      validation.current = undefined
    }
  }, [store, checkLeft])

  const onLeave = useCallback(
    (pointer: string) => {
      left.current.add(pointer)
      void checkLeft()
    },
    [checkLeft],
  )

  const check = useCallback(async () => {
    wasSubmitted.current = true
    said.current = []
    const problems = await validate()
    store.showProblems(problems)
    return problems
  }, [store, validate])

  /** Judges a part of the form, and from then on after each change. */
  const checkPart = useCallback(
    async (isAsked: (problem: Problem) => boolean) => {
      asked.current = [...asked.current, isAsked]
      const problems = await validate()
      show(problems.filter((problem) => asked.current.some((isOne) => isOne(problem))))
      return problems.filter(isAsked)
    },
    [show, validate],
  )

  return useMemo(
    () => ({ check, checkPart, isUnavailable, onLeave, showFromServer }),
    [check, checkPart, isUnavailable, onLeave, showFromServer],
  )
}

/** What a JSON pointer into the answers leads to. */
function valueAt(answers: Answers, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? (value as Readonly<Record<string, unknown>>)[name]
          : undefined,
      answers,
    )
}
