import { asFunction, builtin } from './builtins.ts'
import { bind, type Environment, lookUp } from './environment.ts'
import { functionBehind } from './feel-function.ts'
import { binding, child, compileTree, type Evaluate, type Form, nameOf } from './form.ts'
import { satisfies } from './satisfies.ts'
import { isContext, kindOf, property } from './values.ts'
import type { Work } from './work.ts'

/** A variable; where there is none of that name, a function of the language. */
const variable: Form = (tree, around) => {
  const name = nameOf(tree, around)
  const known = builtin(name)
  if (!known && !around.bound.has(name)) around.names.add(name)
  return (environment, work) => {
    const value = lookUp(environment, name)
    if (value !== undefined) return callable(value, work)
    if (known) return asFunction(known, work)
    return work.warn('NO_VARIABLE_FOUND', `Variable "${name}" not found`, tree)
  }
}

/** The value; as a function where it stands for one. */
function callable(value: unknown, work: Work): unknown {
  const defined = functionBehind(value)
  return defined ? asFunction(defined, work) : value
}

const input: Form = () => (environment) => lookUp(environment, '?') ?? null

const path: Form = (tree, around) => {
  const owner = child(tree, 0)
  const target = compileTree(owner, around)
  const place = child(tree, 2)
  const name = nameOf(place, around)
  const ownerName = nameOf(owner, around)
  if (owner.name === 'VariableName' && around.names.has(ownerName) && !around.bound.has(ownerName)) {
    around.paths.add(`${ownerName}.${name}`)
  }
  return (environment, work) => {
    const value = target(environment, work)
    if (!Array.isArray(value)) return part(value, name, work, place)
    work.spend(value.length)
    return value.map((item) => part(item, name, work, place))
  }
}

function part(value: unknown, name: string, work: Work, place: { from: number; to: number }): unknown {
  const found = property(value, name)
  if (found !== undefined) return callable(found, work)
  const type = isContext(value) ? 'NO_CONTEXT_ENTRY_FOUND' : 'NO_PROPERTY_FOUND'
  return work.warn(type, `No "${name}" in ${kindOf(value)}`, place)
}

/** Nodes whose value is a test of each item, never a position. */
const tests = new Set(['Comparison', 'Conjunction', 'Disjunction', 'SimplePositiveUnaryTest', 'QuantifiedExpression'])

/** `list[3]`, `list[-1]`, `list[item > 2]`, `list[field = 1]` */
const filter: Form = (tree, around) => {
  const target = compileTree(child(tree, 0), around)
  const inside = child(tree, 2)
  const test = compileTree(inside, binding(around, ['item']))
  const isTest = tests.has(inside.name)
  return (environment, work) => {
    const value = target(environment, work)
    if (value === null || value === undefined) return null
    const items: readonly unknown[] = Array.isArray(value) ? value : [value]
    work.spend(items.length)
    if (!isTest) {
      const position = quietly(test, environment, work)
      if (typeof position === 'number') return itemAt(items, position)
    }
    return items.filter((item) => satisfies(test(within(environment, item), work), item, work))
  }
}

/** Positions count from 1, or from the end by -1; there is none at 0. */
function itemAt(items: readonly unknown[], position: number): unknown {
  if (position === 0) return null
  return items.at(position < 0 ? position : position - 1) ?? null
}

function quietly(test: Evaluate, environment: Environment, work: Work): unknown {
  work.quiet += 1
  try {
    return test(environment, work)
  } finally {
    work.quiet -= 1
  }
}

/** Inside a filter the item is `item`, and its entries are names. */
function within(environment: Environment, item: unknown): Environment {
  const outer = bind(environment, new Map([['item', item]]))
  return isContext(item) ? { values: item, outer } : outer
}

export const accessForms: Readonly<Record<string, Form>> = {
  VariableName: variable,
  PathExpression: path,
  FilterExpression: filter,
  '?': input,
}
