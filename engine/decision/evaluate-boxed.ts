import { feelFunction, parseExpression } from '#feel'
import type { Variables } from '../instance/command.ts'
import type { Boxed, BoxedIteration, Logic } from './decision.ts'

/** What evaluating a boxed expression asks of its surroundings. */
export interface Around {
  /** The value of logic that lies within. */
  readonly inner: (logic: Logic, variables: Variables) => unknown
  /** The same from within a function that is called: at most `budget` units of work. */
  readonly call: (logic: Logic, variables: Variables, budget: number) => { value: unknown; spent: number }
  /** Evaluates an expression of ours over values. */
  readonly run: (expression: ReturnType<typeof parseExpression>, variables: Variables) => unknown
}

/** The value of a boxed expression (DMN 1.4, 10.2.2). */
export function evaluateBoxed(logic: Boxed, variables: Variables, around: Around): unknown {
  switch (logic.kind) {
    case 'context':
      return contextOf(logic.entries, variables, around)
    case 'list':
      return logic.items.map((item) => around.inner(item, variables))
    case 'conditional':
      return around.inner(around.inner(logic.test, variables) === true ? logic.positive : logic.negative, variables)
    case 'function':
      return functionOf(logic.parameters, logic.body, variables, around)
    default:
      return iterated(logic, variables, around)
  }
}

type Entries = Extract<Boxed, { kind: 'context' }>['entries']

function contextOf(entries: Entries, variables: Variables, { inner }: Around): unknown {
  const made: [string, unknown][] = []
  for (const { name, logic } of entries) {
    const value = inner(logic, { ...variables, ...Object.fromEntries(made) })
    if (name === undefined) return value
    made.push([name, value])
  }
  return Object.fromEntries(made)
}

function functionOf(parameters: readonly string[], body: Logic, variables: Variables, { call }: Around): object {
  return feelFunction(parameters, (args, budget) => {
    const given = parameters.map((parameter, index) => [parameter, args[index] ?? null])
    return call(body, { ...variables, ...Object.fromEntries(given) }, budget)
  })
}

/** FEEL's own iterations, with the body as a function: so ranges, nothing and bounds are what they are there. */
const iterations = {
  for: parseExpression('for each in items return body(each, partial)'),
  some: parseExpression('some each in items satisfies body(each)'),
  every: parseExpression('every each in items satisfies body(each)'),
  filter: parseExpression('items[body(item)]'),
} as const

function iterated({ kind, variable, items, body }: BoxedIteration, variables: Variables, around: Around): unknown {
  const call = feelFunction(['each', 'partial'], ([each, partial], budget) => {
    const seen = { ...variables, ...(kind === 'filter' ? entriesOf(each) : { partial }) }
    return around.call(body, { ...seen, ...Object.fromEntries([[variable, each]]) }, budget)
  })
  return around.run(iterations[kind], { items: around.inner(items, variables), body: call })
}

/** Inside a filter the entries of an item are names (DMN 1.3, 10.3.2.5). */
function entriesOf(item: unknown): object {
  const prototype = typeof item === 'object' && item !== null ? Object.getPrototypeOf(item) : undefined
  return prototype === Object.prototype ? (item as object) : {}
}
