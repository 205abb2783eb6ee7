import type { LocalizedText } from '#findings'
import type { Answers, Problem } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import { refusalOf } from './check-value.ts'
import type { CompiledField, CompiledForm, CompiledGroup, CompiledRule } from './compiled-form.ts'
import { type FormState, type FormStateOptions, formState } from './form-state.ts'
import type { SchemaError } from './json-schema.ts'
import type { NodeState } from './node-state.ts'
import { itemSubject, requiredMessage, saidOf, schemaMessage } from './problem-messages.ts'
import { type Cells, isAnswered, newCells, type RuleRun, ruleValue, runOver } from './rule-run.ts'
import { isUnanswered } from './same.ts'
import { schemaErrors } from './schema-errors.ts'
import { unusableAnswers } from './unusable-answers.ts'

/**
 * Everything a person must mend before the answers can be accepted, in the order of the form, one problem per answer.
 * Judges the answers that count (see `formState`): what is hidden is neither demanded nor looked at.
 *
 * @throws {Error} when the form's schema is none that `checkForm` accepts.
 */
export function validateAnswers(
  compiled: CompiledForm,
  answers: unknown,
  caseVariables: Answers,
  options: FormStateOptions = {},
): readonly Problem[] {
  const refused = unusableAnswers(compiled, answers)
  if (refused.length > 0 || !isObject(answers)) return refused
  return stateProblems(compiled, formState(compiled, answers, caseVariables, options), caseVariables, options.today)
}

/** The problems of a state that is computed already. */
export function stateProblems(
  compiled: CompiledForm,
  state: FormState,
  caseVariables: Answers,
  today?: string,
): readonly Problem[] {
  return problemsOf(compiled, state, caseVariables, today, schemaErrors(compiled, state.answers))
}

/** The same without what the schema says, and so without generating code: for pages whose policy forbids it. */
export function ruleProblems(
  compiled: CompiledForm,
  state: FormState,
  caseVariables: Answers,
  today?: string,
): readonly Problem[] {
  return problemsOf(compiled, state, caseVariables, today, undefined)
}

function problemsOf(
  compiled: CompiledForm,
  { answers, memo }: FormState,
  caseVariables: Answers,
  today: string | undefined,
  errors: ReturnType<typeof schemaErrors>,
): readonly Problem[] {
  const run = runOver(answers, caseVariables, today, memo.cells)
  const problems: Problem[] = []
  const judge = (seat: Seat) => {
    const problem = problemOf(seat, errors?.get(pathOf(seat)), run, today)
    if (problem) problems.push(problem)
  }
  for (const node of compiled.nodes) {
    if (node.kind !== 'field' && node.kind !== 'group') continue
    const state = memo.tops[node.index]!
    const value = answers[node.property]
    if (mayBeWrong(node, state, value))
      judge({ node, state, value, cells: memo.cells, item: undefined, index: undefined, group: undefined })
    const states = memo.items[node.index]
    if (node.kind === 'field' || !Array.isArray(value) || !states) continue
    value.forEach((item: unknown, index) => {
      if (!isObject(item)) return
      const cells = memo.groups[node.index]?.cellsAt(index) ?? newCells(node)
      for (const field of node.fields) {
        const state = states[index]?.[field.index]
        const value = item[field.property]
        if (state && mayBeWrong(field, state, value))
          judge({ node: field, state, value, cells, item, index, group: node })
      }
    })
  }
  return problems
}

/** False where there is nothing to judge: it is hidden, or neither answered nor demanded nor checked by rules. */
function mayBeWrong({ rules }: CompiledField | CompiledGroup, state: NodeState, value: unknown): boolean {
  return state.visible && (value !== undefined || state.required || rules.checks.length > 0)
}

/** One place where an answer is expected: a field or group that is shown, or a field of one item of a group. */
interface Seat {
  readonly node: CompiledField | CompiledGroup
  readonly state: NodeState
  readonly value: unknown
  /** What its rules gave before. */
  readonly cells: Cells
  readonly item: Answers | undefined
  readonly index: number | undefined
  readonly group: CompiledGroup | undefined
}

function problemOf(
  seat: Seat,
  error: SchemaError | undefined,
  run: RuleRun,
  today: string | undefined,
): Problem | undefined {
  const { node, state, value } = seat
  if (isMissing(value)) {
    if (state.required) return problem(seat, 'required', requiredMessage(node, subjectOf(seat)))
  } else {
    if (error) return problem(seat, error.keyword, schemaMessage(error, node, subjectOf(seat)))
    const refusal = node.kind === 'field' ? refusalOf(value, node, state, today) : undefined
    if (refusal)
      return problem(
        seat,
        refusal.code,
        refusal.isSentence ? refusal.message : saidOf(subjectOf(seat), refusal.message),
      )
  }
  for (const check of node.rules.checks)
    if (isBroken(run, check, seat))
      return problem(seat, 'check', check.rule.message ?? schemaMessage(noError, node, subjectOf(seat)))
  return undefined
}

function isBroken(run: RuleRun, check: CompiledRule, { cells, item }: Seat): boolean {
  const result = ruleValue(run, check, cells, item)
  return result === false || (result !== true && isAnswered(run, check, item))
}

function problem(seat: Seat, code: string, message: LocalizedText): Problem {
  return { fieldId: seat.node.id, path: pathOf(seat), code, message }
}

/** JSON pointer into the answers. */
function pathOf({ node, group, index }: Seat): string {
  return group ? `/${group.property}/${index}/${node.property}` : `/${node.property}`
}

/** What to call it, e.g. 承租人 2：姓名. */
function subjectOf({ node, group, index }: Seat): LocalizedText {
  return group && index !== undefined ? itemSubject(group, index, node.node.title) : node.node.title
}

function isMissing(value: unknown): boolean {
  return (
    isUnanswered(value) ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'string' && value.trim() === '')
  )
}

const noError: SchemaError = { keyword: '', instancePath: '', schemaPath: '', params: {} }
