import type { Builtin } from './builtins.ts'

/** What a function gives for its arguments, and how much work it did; beyond `budget` it must stop. */
export type FunctionBody = (args: readonly unknown[], budget: number) => { value: unknown; spent: number }

const made = new WeakMap<object, Builtin>()

/**
 * A function for expressions, defined outside of them: put into a context under its name it can be called like those of
 * the language. Its work counts as work of the expression that calls it.
 */
export function feelFunction(parameters: readonly string[], body: FunctionBody): object {
  const handle = Object.freeze({})
  made.set(handle, {
    parameters,
    run: (args, work) => {
      const { value, spent } = body(args, work.left)
      work.spend(1 + spent)
      return value
    },
  })
  return handle
}

/** The function behind a value of a context; data cannot pretend to be one. */
export function functionBehind(value: unknown): Builtin | undefined {
  return typeof value === 'object' && value !== null ? made.get(value) : undefined
}
