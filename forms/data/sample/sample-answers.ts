import type { Answers, Problem } from '../../definition/form-definition.ts'
import { isObject } from '../../definition/shape.ts'
import { choicesBelow } from '../choices.ts'
import type { CompiledField, CompiledForm, CompiledGroup, CompiledRule } from '../compiled-form.ts'
import { type FormState, formState, nodeKey } from '../form-state.ts'
import { ruleProblems } from '../validate-answers.ts'
import { sampleValues } from './sample-values.ts'

export { isSampleFile } from './sample-values.ts'

/** How many answers are tried, at most, to do what the rules ask. */
const trialsAtMost = 1500
/** Of one field, at most. */
const valuesAtMost = 60

/**
 * Answers to everything a form asks, the same each time: what its schema takes, and as far as a search finds them, what
 * its rules ask. They name nobody: region 330683, birth dates of 1900, 样例 in every text. Fields that no answer is found
 * for are left out. Generates no code, so it runs in a page.
 */
export function sampleAnswers(compiled: CompiledForm, { today }: { readonly today: string }): Answers {
  const look = (answers: Answers): Look => {
    const state = formState(compiled, answers, {}, { today })
    return { answers, state, problems: ruleProblems(compiled, state, {}, today) }
  }
  let best = look(firstAnswers(compiled, today))
  for (let trials = 0; best.problems.length > 0 && trials < trialsAtMost; ) {
    const { better, tried } = improved(compiled, best, look, today, trialsAtMost - trials)
    trials += tried
    if (!better) break
    best = better
  }
  return best.answers
}

interface Look {
  readonly answers: Answers
  readonly state: FormState
  readonly problems: readonly Problem[]
}

function firstAnswers(compiled: CompiledForm, today: string): Answers {
  const above = new Set(
    compiled.nodes.flatMap((node) => (node.kind === 'field' && node.within ? [node.within.property] : [])),
  )
  return Object.fromEntries(
    compiled.order.flatMap((node) => {
      const value = node.kind === 'field' ? firstOf(node, today, 0, above) : firstItems(node, today)
      return value === undefined ? [] : [[node.property, value]]
    }),
  )
}

/** Where another field offers what lies below this answer, something must lie below it. */
function firstOf(field: CompiledField, today: string, index: number, above: ReadonlySet<string>): unknown {
  const values = sampleValues(field, { today, index, choices: field.choices })
  const isAbove = (value: unknown) => choicesBelow(field.choices ?? [], String(value)).length > 0
  return (above.has(field.property) ? values.find(isAbove) : undefined) ?? values[0]
}

function firstItems({ fields, schema }: CompiledGroup, today: string): readonly Answers[] {
  const least = typeof schema.minItems === 'number' ? schema.minItems : 0
  const most = typeof schema.maxItems === 'number' ? schema.maxItems : 2
  const count = Math.max(least, Math.min(2, most))
  const above = new Set(fields.flatMap(({ within }) => (within ? [within.property] : [])))
  return Array.from({ length: count }, (_, index) =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const value = firstOf(field, today, index, above)
        return value === undefined ? [] : [[field.property, value]]
      }),
    ),
  )
}

/** One change that leaves fewer problems, where there is one: of the answer in question or of one that its rules read. */
function improved(
  compiled: CompiledForm,
  now: Look,
  look: (answers: Answers) => Look,
  today: string,
  most: number,
): { readonly better?: Look; readonly tried: number } {
  let tried = 0
  const seats = now.problems.flatMap((problem) => seatsOf(compiled, problem))
  const seen = new Set<string>()
  for (const seat of seats) {
    const key = JSON.stringify([seat.group?.property, seat.index, seat.field.property])
    if (seen.has(key)) continue
    seen.add(key)
    const choices = now.state.nodes.get(nodeKey(seat.field.id, seat.index))?.choices ?? seat.field.choices
    const values = sampleValues(seat.field, { today, index: seat.index ?? 0, choices }).slice(0, valuesAtMost)
    for (const value of [...values, undefined]) {
      if (tried >= most) return { tried }
      tried += 1
      const next = look(withValue(now.answers, seat, value))
      if (next.problems.length < now.problems.length) return { better: next, tried }
    }
  }
  return { tried }
}

interface Seat {
  readonly field: CompiledField
  readonly group?: CompiledGroup
  readonly index?: number
}

/** Where something may be changed to solve a problem. */
function seatsOf(compiled: CompiledForm, { fieldId, path }: Problem): readonly Seat[] {
  const found = compiled.byId.get(fieldId)
  if (!found) return []
  const { node, group } = found
  const index = group ? Number(path.split('/')[2]) : undefined
  const own: readonly Seat[] = node.kind === 'field' ? [{ field: node, ...(group && { group, index }) }] : []
  const { visible, required, value, options, checks } = node.rules
  const rules = [...checks, ...[visible, required, value, options].filter((rule): rule is CompiledRule => !!rule)]
  const read = rules.flatMap(({ reads }) => reads)
  const within = node.kind === 'field' && node.within ? [node.within] : []
  const seatOf = (property: string, from: string): Seat | undefined => {
    if (from === 'item') {
      const field = group?.byProperty.get(property)
      return field && { field, group, index }
    }
    const other = compiled.byProperty.get(property)
    return other?.kind === 'field' ? { field: other } : undefined
  }
  return [...own, ...[...read, ...within].flatMap(({ property, from }) => seatOf(property, from) ?? [])]
}

function withValue(answers: Answers, { field, group, index }: Seat, value: unknown): Answers {
  if (!group) return withMember(answers, field.property, value)
  const items = answers[group.property]
  if (!Array.isArray(items)) return answers
  const changed = items.map((item: unknown, at) =>
    at === index && isObject(item) ? withMember(item, field.property, value) : item,
  )
  return { ...answers, [group.property]: changed }
}

function withMember(answers: Answers, name: string, value: unknown): Answers {
  const { [name]: _old, ...others } = answers
  return value === undefined ? others : { ...others, [name]: value }
}
