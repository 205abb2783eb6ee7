import type { Answers } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import type { CompiledForm, CompiledGroup } from './compile-form.ts'

/** What a rule may read. */
export interface RuleContext {
  /** By name: null where it is not answered, `undefined` where the form has no such name. */
  readonly read: (name: string) => unknown
  /** The moment FEEL's `today()` is about, in milliseconds since 1970. */
  readonly at?: number
}

export function formContext(
  compiled: CompiledForm,
  answers: Answers,
  caseVariables: Answers,
  today: string | undefined,
): RuleContext {
  return {
    read: (name) => {
      if (compiled.byProperty.has(name)) return own(answers, name) ?? null
      return name === 'case' ? caseVariables : undefined
    },
    at: noonOf(today),
  }
}

/** What a field of `group` may read: the item's answers stand in front of the form's. */
export function itemContext(group: CompiledGroup, item: unknown, around: RuleContext): RuleContext {
  return {
    read: (name) =>
      group.fields.some(({ property }) => property === name)
        ? ((isObject(item) ? own(item, name) : null) ?? null)
        : around.read(name),
    at: around.at,
  }
}

/** A member of its own, never one of JavaScript's. */
export function own(answers: Answers, name: string): unknown {
  return Object.hasOwn(answers, name) ? answers[name] : undefined
}

/** A moment of that day in China and in UTC alike. */
export function noonOf(today: string | undefined): number | undefined {
  return today === undefined ? undefined : Date.parse(`${today}T04:00:00Z`)
}
