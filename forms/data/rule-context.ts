import type { Answers } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import type { CompiledForm, CompiledGroup } from './compile-form.ts'

/** What a rule may read, by name: null where it is not answered, `undefined` where the name is not the form's (FEEL's own functions). */
export type Lookup = (name: string) => unknown

export function formLookup(
  compiled: CompiledForm,
  answers: Answers,
  caseVariables: Answers,
  today: string | undefined,
): Lookup {
  return (name) => {
    if (compiled.byProperty.has(name)) return own(answers, name) ?? null
    if (name === 'case') return caseVariables
    return name === 'today' ? (today ?? null) : undefined
  }
}

/** What a field of `group` may read: the item's answers stand in front of the form's. */
export function itemLookup(group: CompiledGroup, item: unknown, lookup: Lookup): Lookup {
  return (name) =>
    group.fields.some(({ property }) => property === name)
      ? ((isObject(item) ? own(item, name) : null) ?? null)
      : lookup(name)
}

/** A member of its own, never one of JavaScript's. */
export function own(answers: Answers, name: string): unknown {
  return Object.hasOwn(answers, name) ? answers[name] : undefined
}
