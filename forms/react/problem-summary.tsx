import type { Problem } from '../definition/form-definition.ts'
import { elementId } from './answer-field.tsx'
import { useForm, useOpenForm, useText } from './form-context.ts'

/** Everything that must be mended, above the form, each a link to its field. Read out when it changes. */
export function ProblemSummary() {
  const { words, prefix } = useOpenForm()
  const text = useText()
  const problems = useForm(({ problems }) => problems)
  return (
    <div aria-live="polite">
      {problems.size > 0 ? (
        <div className="gz-summary" id={summaryId(prefix)} tabIndex={-1}>
          <p className="gz-summary-title">{words.problems(problems.size)}</p>
          <ul>
            {[...problems.values()].map((problem) => (
              <li key={problem.path}>
                <a
                  href={`#${elementId(prefix, problem.path)}-field`}
                  onClick={(event) => {
                    event.preventDefault()
                    focusProblem(prefix, problem)
                  }}
                >
                  {text(problem.message)}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  )
}

function summaryId(prefix: string): string {
  return elementId(prefix, '/summary')
}

/** Brings the field a problem is about into view and puts the cursor into it; the summary where it is about no field. */
export function focusProblem(prefix: string, problem: Problem | undefined) {
  if (!problem) return
  requestAnimationFrame(() => {
    const field = document.getElementById(`${elementId(prefix, problem.path)}-field`)
    if (!field) document.getElementById(summaryId(prefix))?.focus()
    field?.scrollIntoView({ block: 'center' })
    field
      ?.querySelector<HTMLElement>(
        'input:not([aria-hidden]):not(:disabled), textarea:not(:disabled), button:not(:disabled), [tabindex="0"]',
      )
      ?.focus({ preventScroll: true })
  })
}
