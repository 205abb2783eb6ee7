import type { Finding } from '#findings'
import type { Answers, CodeList, FormDefinition, Problem } from '../definition/form-definition.ts'

/** What the page asks the validation worker. */
export type WorkerQuestion = { readonly id: number } & (
  | { readonly type: 'open' | 'check'; readonly form: FormDefinition; readonly codeLists: readonly CodeList[] }
  | {
      readonly type: 'validate'
      readonly answers: Answers
      readonly caseVariables: Answers
      readonly opened: Answers
      readonly today?: string
    }
)

/** What it answers; `failed` says why it could not. */
export interface WorkerAnswer {
  readonly id: number
  readonly problems?: readonly Problem[]
  readonly findings?: readonly Finding[]
  readonly failed?: string
}
