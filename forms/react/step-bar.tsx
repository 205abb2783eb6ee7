import { useForm, useOpenForm, usePlace, useText } from './form-context.ts'
import { icons } from './icons.tsx'
import { sectionsOf, stepsOf, summaryStep } from './navigation.ts'

/** 填写步骤: where one is, what is done, and back to what was seen. */
export function StepBar() {
  const { store, words, navigation } = useOpenForm()
  const text = useText()
  const { step, visited } = usePlace((place) => place)
  const shown = useForm(({ state }) =>
    stepsOf(store.compiled, state)
      .map(({ id }) => id)
      .join(' '),
  ).split(' ')
  const wrong = useForm(({ problems }) =>
    [...new Set([...problems.values()].flatMap((problem) => sectionsOf(store.compiled, problem)[0] ?? []))].join(' '),
  ).split(' ')
  const steps = [
    ...store.compiled.form.layout
      .filter((node) => node.kind === 'section')
      .filter(({ id }) => shown.includes(id))
      .map(({ id, title }) => ({ id, title: text(title) })),
    { id: summaryStep, title: words.summary },
  ]
  const at = Math.max(
    0,
    steps.findIndex(({ id }) => id === step),
  )
  return (
    <nav className="gz-steps" aria-label={words.steps}>
      <p className="gz-steps-now">
        <span>{words.stepOf(at + 1, steps.length)}</span>
        <progress value={at + 1} max={steps.length} aria-hidden="true" />
      </p>
      <ol>
        {steps.map(({ id, title }, index) => {
          const isWrong = wrong.includes(id)
          const isDone = visited.has(id) && id !== step && !isWrong
          return (
            <li key={id} className={isWrong ? 'gz-step gz-step-wrong' : isDone ? 'gz-step gz-step-done' : 'gz-step'}>
              <button
                type="button"
                aria-current={id === step ? 'step' : undefined}
                disabled={!visited.has(id)}
                onClick={() => navigation.go(id)}
              >
                <span className="gz-step-number" aria-hidden="true">
                  {isDone ? icons.done : index + 1}
                </span>
                <span>{title}</span>
                {isWrong || isDone ? (
                  <span className="gz-unseen">{isWrong ? words.stepWrong : words.stepDone}</span>
                ) : null}
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
