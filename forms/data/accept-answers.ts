import type { Answers, Problem } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import type { CompiledForm } from './compiled-form.ts'
import { formState } from './form-state.ts'
import { idsOf, withItemIds } from './item-ids.ts'
import { own } from './rule-run.ts'
import { unusableAnswers } from './unusable-answers.ts'
import { stateProblems } from './validate-answers.ts'

/** Answers that may be stored, or what must be mended first. */
export type Acceptance =
  | { readonly ok: true; readonly answers: Answers; readonly problems: readonly [] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Judges answers that came from outside, trusting nothing in them. What the rules hide is dropped, what they lock is
 * what the form opened with, what they compute is computed; names the form does not have are refused. Items of a group
 * with locked fields get an `itemId` where they have none.
 *
 * `opened` is what the form opened with by the caller's own knowledge (`openingAnswers`), never what the sender says.
 * Whether files that are referred to exist, and may be used by the sender, is for the caller to check (`filesIn`).
 */
export function acceptAnswers(
  compiled: CompiledForm,
  answers: unknown,
  {
    caseVariables,
    opened,
    today,
  }: { readonly caseVariables: Answers; readonly opened: Answers; readonly today?: string },
): Acceptance {
  const refused = unusableAnswers(compiled, answers)
  if (refused.length > 0 || !isObject(answers)) return { ok: false, problems: refused }
  const state = formState(compiled, answers, caseVariables, { opened, today })
  const problems = stateProblems(compiled, state, caseVariables, today)
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, answers: identified(compiled, state.answers, opened), problems: [] }
}

/** The answers with an id for each item of the groups that tell items apart: of its own, not that of an item that was there at first. */
export function identified(compiled: CompiledForm, answers: Answers, opened: Answers = {}): Answers {
  let known = answers
  for (const node of compiled.order) {
    if (node.kind !== 'group' || !node.keyed) continue
    const items = answers[node.property]
    const first = own(opened, node.property)
    const taken = Array.isArray(first) ? idsOf(withItemIds(first)) : []
    const given = Array.isArray(items) ? withItemIds(items, taken) : items
    if (given !== items) known = { ...known, [node.property]: given }
  }
  return known
}
