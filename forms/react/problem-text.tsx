import type { Problem } from '../definition/form-definition.ts'
import { useText } from './form-context.ts'

/** What is wrong with the answer above it. */
export function ProblemText({ id, problem }: { readonly id: string; readonly problem: Problem }) {
  const text = useText()
  return (
    <div className="gz-problem" id={id}>
      {text(problem.message)}
    </div>
  )
}
