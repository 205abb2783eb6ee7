import { elementId } from './element-id.ts'
import { useForm, useOpenForm, useText } from './form-context.ts'

/** Everything that must be mended, above the form, each a link to its field. Read out when it changes. */
export function ProblemSummary() {
  const { words, prefix, goTo } = useOpenForm()
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
                    goTo(problem)
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

/** Of the summary, which a problem that is about no field leads to. */
export function summaryId(prefix: string): string {
  return elementId(prefix, '/summary')
}
