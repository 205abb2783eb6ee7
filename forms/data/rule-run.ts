import { plain } from '#feel'
import type { Answers } from '../definition/form-definition.ts'
import type { CompiledForm, CompiledRule, Read } from './compiled-form.ts'
import { formFunction, isFormFunction } from './form-functions.ts'

/** What a rule gave, and what it was read from. */
interface Cell {
  readonly inputs: readonly unknown[]
  readonly value: unknown
}

/** Results by slot. One is given back only for identical inputs, so that sharing them changes nothing but the time. */
export type Cells = (Cell | undefined)[]

/** Evaluates rules over answers that become known one after the other. */
export interface RuleRun {
  /** The answers that count, as far as they are known. */
  readonly answers: Record<string, unknown>
  readonly caseVariables: Answers
  /** The moment FEEL's `today()` is about, in milliseconds since 1970. */
  readonly at: number | undefined
  /** Of the form's own rules. */
  readonly cells: Cells
}

/** What a rule reads: null where it is not answered. `item` is what stands in front of the form's answers. */
export function readValue(run: RuleRun, { name, property, from }: Read, item: Answers | undefined): unknown {
  switch (from) {
    case 'item':
      return item?.[property] ?? null
    case 'form':
      return run.answers[property] ?? null
    case 'case':
      return run.caseVariables
    case 'function':
      return isFormFunction(name) ? functionAt(name, run.at) : null
  }
}

/** What a rule's expression gives, as JSON; evaluated only where something it reads is another than before. */
export function ruleValue(run: RuleRun, rule: CompiledRule, cells: Cells = run.cells, item?: Answers): unknown {
  const { reads, slot, expression } = rule
  const known = cells[slot]
  const inputs: unknown[] = []
  let isSame = known !== undefined
  for (const read of reads) {
    const value = readValue(run, read, item)
    if (isSame && !Object.is(value, known!.inputs[inputs.length])) isSame = false
    inputs.push(value)
  }
  if (isSame) return known!.value
  const context: Record<string, unknown> = {}
  for (let index = 0; index < reads.length; index += 1) context[reads[index]!.name] = inputs[index]
  const value = plain(expression.evaluate(context, run.at).value)
  cells[slot] = { inputs, value }
  return value
}

export function holds(
  run: RuleRun,
  rule: CompiledRule | undefined,
  without: boolean,
  cells: Cells = run.cells,
  item?: Answers,
): boolean {
  return rule ? ruleValue(run, rule, cells, item) === true : without
}

/** A run over answers that are all known, e.g. to judge them. */
export function runOver(answers: Answers, caseVariables: Answers, today: string | undefined, cells: Cells): RuleRun {
  return { answers, caseVariables, at: noonOf(today), cells }
}

/** A moment of that day in China and in UTC alike. */
export function noonOf(today: string | undefined): number | undefined {
  if (today === undefined) return undefined
  if (lastNoon?.today !== today) lastNoon = { today, at: Date.parse(`${today}T04:00:00Z`) }
  return lastNoon.at
}

/** The same day is asked for again and again. */
let lastNoon: { readonly today: string; readonly at: number } | undefined

/** The same object for the same day, so that it counts as the same input. */
const functions = new Map<string, object>()
const rememberedDays = 30

function functionAt(name: Parameters<typeof formFunction>[0], at: number | undefined): object {
  const key = `${name} ${at}`
  const known = functions.get(key)
  if (known) return known
  if (functions.size > rememberedDays) functions.clear()
  const made = formFunction(name, at)
  functions.set(key, made)
  return made
}

/** Whether a rule has an answer for each name it reads. */
export function isAnswered(run: RuleRun, { reads }: CompiledRule, item: Answers | undefined): boolean {
  return reads.every((read) => readValue(run, read, item) !== null)
}

/** A member of its own, never one of JavaScript's. */
export function own(answers: Answers, name: string): unknown {
  return Object.hasOwn(answers, name) ? answers[name] : undefined
}

export function newCells(form: Pick<CompiledForm, 'slots'>): Cells {
  return new Array<Cell | undefined>(form.slots)
}
