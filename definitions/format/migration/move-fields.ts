import type { InstanceState, Variables } from '#engine'
import { type FeelExpression, FeelSyntaxError, parseExpression, plain } from '#feel'
import type { Words } from '../finding.ts'
import type { FieldStep, ProcessMigration } from './migration.ts'

/** Why the variables of a case cannot be changed as a step says; `step` is its id. */
export interface FieldProblem {
  readonly code: 'field-taken' | 'field-not-text' | 'field-not-evaluated'
  readonly step: string
  readonly message: Words
}

export interface MovedFields {
  readonly state: InstanceState
  readonly problems: readonly FieldProblem[]
  /** Ids of the steps that took a value away for good. */
  readonly removed: readonly string[]
}

/**
 * Carries out the field steps on the variables of an instance, one after the other. Renaming and removing reach every
 * scope and what was kept for compensation; the others work on the variables of the case. `at` is the moment for `now()`.
 */
export function moveFields({ fields = [] }: ProcessMigration, state: InstanceState, at: number): MovedFields {
  const problems: FieldProblem[] = []
  const removed: string[] = []
  let scopes: InstanceState['scopes'] = state.scopes
  for (const step of fields) {
    if (step.kind === 'rename' || step.kind === 'remove') {
      const change = everywhere(step, problems, removed)
      scopes = mapValues(scopes, (scope) => inScope(scope, change))
    } else {
      const root = scopes[1]!
      scopes = { ...scopes, 1: { ...root, variables: inCase(step, root.variables, at, problems) } }
    }
  }
  return { state: fields.length === 0 ? state : { ...state, scopes }, problems, removed }
}

type Scope = InstanceState['scopes'][number]
type Note = NonNullable<Scope['compensations']>[number]
type Change = (variables: Variables) => Variables

function inScope(scope: Scope, change: Change): Scope {
  const { compensations, undoing } = scope
  return {
    ...scope,
    variables: change(scope.variables),
    ...(compensations && { compensations: compensations.map((note) => inNote(note, change)) }),
    ...(undoing && { undoing: undoing.map((note) => inNote(note, change)) }),
  }
}

function inNote(note: Note, change: Change): Note {
  const { nested } = note
  return {
    ...note,
    variables: change(note.variables),
    ...(nested && { nested: nested.map((each) => inNote(each, change)) }),
  }
}

type Everywhere = Extract<FieldStep, { kind: 'rename' | 'remove' }>

function everywhere(step: Everywhere, problems: FieldProblem[], removed: string[]): Change {
  const { id, field } = step
  return (variables) => {
    if (!Object.hasOwn(variables, field)) return variables
    const rest = without(variables, [field])
    if (step.kind === 'remove') {
      if (variables[field] !== null && !removed.includes(id)) removed.push(id)
      return rest
    }
    if (hasValue(variables, step.to) && step.to !== field) {
      stop(problems, 'field-taken', id, [
        `“${field}”要改名为“${step.to}”，但办件中“${step.to}”已有内容`,
        `"${field}" is to be called "${step.to}", but the case has a value there already`,
      ])
    }
    return withValue(rest, step.to, variables[field])
  }
}

type InCase = Exclude<FieldStep, Everywhere>

function inCase(step: InCase, variables: Variables, at: number, problems: FieldProblem[]): Variables {
  switch (step.kind) {
    case 'split':
      return split(step, variables, problems)
    case 'join':
      return join(step, variables, problems)
    case 'default':
      return hasValue(variables, step.field) ? variables : withValue(variables, step.field, step.value)
    case 'set':
      return set(step, variables, at, problems)
  }
}

function split(step: Extract<FieldStep, { kind: 'split' }>, variables: Variables, problems: FieldProblem[]): Variables {
  const { id, field, by, into } = step
  if (!hasValue(variables, field)) return variables
  const value = variables[field]
  if (typeof value !== 'string') {
    stop(problems, 'field-not-text', id, [
      `“${field}”不是文字，无法拆分`,
      `"${field}" is no text, so it cannot be split`,
    ])
    return variables
  }
  const pieces = value.split(by)
  const parts = [...pieces.slice(0, into.length - 1), pieces.slice(into.length - 1).join(by)]
  const given = into.flatMap((name, index) => (parts[index] ? [[name, parts[index].trim()] as const] : []))
  return given.reduce<Variables>((rest, [name, part]) => withValue(rest, name, part), without(variables, [field]))
}

function join(step: Extract<FieldStep, { kind: 'join' }>, variables: Variables, problems: FieldProblem[]): Variables {
  const { id, fields, by, to } = step
  const there = fields.filter((name) => hasValue(variables, name))
  if (there.length === 0) return variables
  const values = there.map((name) => variables[name])
  if (values.some((value) => typeof value !== 'string' && typeof value !== 'number')) {
    stop(problems, 'field-not-text', id, [
      `“${there.join('、')}”中有不是文字或数字的内容，无法合并`,
      `One of ${there.join(', ')} is neither text nor number, so they cannot be joined`,
    ])
    return variables
  }
  return withValue(without(variables, fields), to, values.join(by))
}

function set(
  step: Extract<FieldStep, { kind: 'set' }>,
  variables: Variables,
  at: number,
  problems: FieldProblem[],
): Variables {
  const { id, field, expression } = step
  const read = expressionOf(step)
  const result = read?.evaluate(variables, at)
  const failed = result?.warnings.find(({ type }) => type === 'TOO_EXPENSIVE' || type === 'EVALUATION_FAILED')
  if (!result || failed) {
    stop(problems, 'field-not-evaluated', id, [
      `“${field}”的表达式无法计算：${expression}`,
      `The expression of "${field}" cannot be evaluated: ${failed?.message ?? expression}`,
    ])
    return variables
  }
  return withValue(variables, field, plain(result.value))
}

const expressions = new WeakMap<FieldStep, FeelExpression | undefined>()

/** The expression of a step, read once; undefined where it is no FEEL, which `checkMigration` tells. */
export function expressionOf(step: Extract<FieldStep, { kind: 'set' }>): FeelExpression | undefined {
  if (expressions.has(step)) return expressions.get(step)
  const read = readFeel(step.expression)
  expressions.set(step, read)
  return read
}

function readFeel(text: string): FeelExpression | undefined {
  try {
    return parseExpression(text.replace(/^=/, ''))
  } catch (error) {
    if (error instanceof FeelSyntaxError) return undefined
    throw error
  }
}

function stop(problems: FieldProblem[], code: FieldProblem['code'], step: string, message: Words): void {
  if (!problems.some((known) => known.step === step)) problems.push({ code, step, message })
}

function hasValue(variables: Variables, name: string): boolean {
  return Object.hasOwn(variables, name) && variables[name] !== null && variables[name] !== ''
}

/** A copy with one more entry, whatever its name. */
function withValue(variables: Variables, name: string, value: unknown): Variables {
  return { ...variables, ...Object.fromEntries([[name, value]]) }
}

function without(variables: Variables, names: readonly string[]): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !names.includes(name)))
}

function mapValues<T>(record: Readonly<Record<number, T>>, change: (value: T) => T): Record<number, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
