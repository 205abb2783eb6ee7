import type { LocalizedText } from '#findings'
import type { Answers, Problem } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import { isWithinLimits } from './answer-limits.ts'
import type { CompiledForm } from './compile-form.ts'
import { fileRefusal, isFileReference } from './file-answers.ts'
import { type FormState, type FormStateOptions, formState, isUnanswered, ruleValue } from './form-state.ts'
import { compileSchema, type SchemaCheck, type SchemaError } from './json-schema.ts'
import type { Memo } from './memo.ts'
import { notOffered, requiredMessage, schemaMessage } from './problem-messages.ts'
import { type Seat, seatsOf } from './seats.ts'

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
  const seats = seatsOf(compiled, state, caseVariables, today)
  const errors = Map.groupBy(
    schemaCheck(compiled)(state.answers).filter(({ keyword }) => keyword !== 'required'),
    (error) => nearestSeat(seats, error.instancePath),
  )
  return seats.flatMap((seat) => problemOf(seat, errors.get(seat)?.[0], state.memo) ?? [])
}

/** What makes answers unfit to be judged at all: no object, too large, or names the form does not have. */
export function unusableAnswers(compiled: CompiledForm, answers: unknown): readonly Problem[] {
  if (!isObject(answers) || !isWithinLimits(answers)) return [unreadable]
  const unknown = (owner: string, path: string, given: object, known: (name: string) => boolean) =>
    Object.getOwnPropertyNames(given)
      .filter((name) => !known(name))
      .map((name) => unknownAnswer(owner, `${path}/${name.slice(0, 100)}`))
  return [
    ...unknown('', '', answers, (name) => compiled.byProperty.has(name)),
    ...[...compiled.byProperty.values()].flatMap((group) => {
      const items = Object.hasOwn(answers, group.property) ? answers[group.property] : undefined
      if (group.kind !== 'group' || !Array.isArray(items)) return []
      return items.flatMap((item, index) =>
        isObject(item)
          ? unknown(group.id, `/${group.property}/${index}`, item, (name) =>
              group.fields.some(({ property }) => property === name),
            )
          : [],
      )
    }),
  ]
}

const checks = new WeakMap<CompiledForm, SchemaCheck>()

function schemaCheck(compiled: CompiledForm): SchemaCheck {
  const known = checks.get(compiled)
  if (known) return known
  const check = compileSchema(compiled.form.schema)
  checks.set(compiled, check)
  return check
}

function problemOf(seat: Seat, error: SchemaError | undefined, memo: Memo): Problem | undefined {
  const { node, state, value, subject } = seat
  const problem = (code: string, message: LocalizedText): Problem => ({
    fieldId: node.id,
    path: seat.path,
    code,
    message,
  })

  if (isMissing(value)) {
    if (state.required) return problem('required', requiredMessage(node, subject))
  } else {
    if (error) return problem(error.keyword, schemaMessage(error, node, subject))
    const refusal = node.kind === 'field' ? refusedValue(seat) : undefined
    if (refusal) return problem(refusal.code, refusal.message)
  }
  const broken = node.rules.checks.find((check) => {
    const result = ruleValue(memo, check, seat.context, seat.path)
    return (
      result === false || (result !== true && check.reads.every(([, stands]) => seat.context.read(stands) !== null))
    )
  })
  return broken && problem('check', broken.rule.message ?? schemaMessage(noError, node, subject))
}

/** What the schema cannot say: files that are no references, values that are not offered. */
function refusedValue({ node, state, value, subject }: Seat): { code: string; message: LocalizedText } | undefined {
  if (node.kind !== 'field') return undefined
  if (node.widget === 'file' || node.widget === 'photo') {
    const files: readonly unknown[] = Array.isArray(value) ? value : [value]
    const bad = files.find((file) => !isFileReference(file))
    if (bad !== undefined) return { code: 'file', message: schemaMessage(noError, node, subject) }
    const refusal = files.flatMap((file) => (isFileReference(file) ? (fileRefusal(node.node, file) ?? []) : []))[0]
    return refusal && { code: 'file', message: refusal }
  }
  if (!state.choices) return undefined
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (values.every((entry) => state.choices?.some((choice) => choice.value === entry))) return undefined
  return {
    code: 'not-offered',
    message: {
      'zh-CN': `“${subject['zh-CN']}”${notOffered['zh-CN']}`,
      en: `“${subject.en ?? subject['zh-CN']}” ${notOffered.en}`,
    },
  }
}

function isMissing(value: unknown): boolean {
  return (
    isUnanswered(value) ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'string' && value.trim() === '')
  )
}

/** The seat an error is about, or the one around it. */
function nearestSeat(seats: readonly Seat[], path: string): Seat | undefined {
  return seats
    .filter((seat) => path === seat.path || path.startsWith(`${seat.path}/`))
    .reduce<Seat | undefined>((best, seat) => (best && best.path.length >= seat.path.length ? best : seat), undefined)
}

const noError: SchemaError = { keyword: '', instancePath: '', schemaPath: '', params: {} }

const unreadable: Problem = {
  fieldId: '',
  path: '',
  code: 'unreadable',
  message: {
    'zh-CN': '提交的内容无法识别或过大，请减少内容后重新提交。',
    en: 'What was sent cannot be read or is too large; shorten it and send it again.',
  },
}

function unknownAnswer(fieldId: string, path: string): Problem {
  return {
    fieldId,
    path,
    code: 'unknown-answer',
    message: {
      'zh-CN': `表单没有“${path}”这一项。请刷新页面，用最新的表单重新填写。`,
      en: `The form has no “${path}”. Reload the page and answer the form as it is now.`,
    },
  }
}
