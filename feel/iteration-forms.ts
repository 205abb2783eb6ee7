import { bind, type Environment } from './environment.ts'
import { binding, child, compileTree, type Evaluate, type Form, named, nameOf, type Surroundings } from './form.ts'
import type { Tree } from './parse-feel.ts'
import { isRange, kindOf } from './values.ts'
import type { Work } from './work.ts'

interface Loop {
  readonly name: string
  readonly items: (environment: Environment, work: Work) => Iterable<unknown> | null
}

/** `x in list`, `y in 1..x`: later ones see the names of earlier ones. */
function loopsOf(tree: Tree, around: Surroundings): { loops: Loop[]; within: Surroundings } {
  let within = around
  const loops: Loop[] = []
  for (const each of named(tree, 'InExpressions')?.children ?? []) {
    const name = nameOf(child(each, 0), around)
    loops.push({ name, items: itemsOf(child(each, 2), within) })
    within = binding(within, [name])
  }
  return { loops, within }
}

function itemsOf(tree: Tree, around: Surroundings): Loop['items'] {
  const first = compileTree(child(tree, 0), around)
  const last = tree.children[2] && compileTree(tree.children[2], around)
  return (environment, work) => {
    const from = first(environment, work)
    if (last) return count(from, last(environment, work), true, true, work, tree)
    if (Array.isArray(from)) return from
    if (isRange(from)) return count(from.start, from.end, from['start included'], from['end included'], work, tree)
    return from === null || from === undefined
      ? null
      : work.warn('INVALID_TYPE', `Cannot go through ${kindOf(from)}`, tree)
  }
}

/** Whole steps from one number to another, downwards too. Lazy, so that the work is counted as it is done. */
function count(
  from: unknown,
  to: unknown,
  fromIncluded: boolean,
  toIncluded: boolean,
  work: Work,
  place: Tree,
): Iterable<number> | null {
  if (typeof from !== 'number' || typeof to !== 'number') {
    return work.warn('INVALID_TYPE', `Cannot count from ${kindOf(from)} to ${kindOf(to)}`, place)
  }
  const direction = from > to ? -1 : 1
  const steps = Math.floor(Math.abs(to - from))
  return (function* () {
    for (let step = 0; step <= steps; step += 1) {
      const value: number = from + direction * step
      if ((value === from && !fromIncluded) || (value === to && !toIncluded)) continue
      yield value
    }
  })()
}

/** Calls `visit` with every combination; stops when it gives false. `null` where there is nothing to go through. */
function forEach(
  loops: readonly Loop[],
  environment: Environment,
  work: Work,
  visit: (environment: Environment) => boolean,
): boolean | null {
  const [loop, ...inner] = loops
  if (!loop) return visit(environment)
  const items = loop.items(environment, work)
  if (items === null) return null
  for (const item of items) {
    work.spend(1)
    const goesOn = forEach(inner, bind(environment, new Map([[loop.name, item]])), work, visit)
    if (goesOn !== true) return goesOn
  }
  return true
}

const loop: Form = (tree, around) => {
  const { loops, within } = loopsOf(tree, around)
  const result = compileTree(child(tree, -1), binding(within, ['partial']))
  return (environment, work) => {
    const partial: unknown[] = []
    const seen = bind(environment, new Map([['partial', partial]]))
    const went = forEach(loops, seen, work, (each) => {
      partial.push(result(each, work) ?? null)
      return true
    })
    return went === null ? null : partial.slice()
  }
}

const quantified: Form = (tree, around) => {
  const isSome = child(tree, 0).name === 'some'
  const { loops, within } = loopsOf(tree, around)
  const test: Evaluate = compileTree(child(tree, -1), within)
  return (environment, work) => {
    const went = forEach(loops, environment, work, (each) => (test(each, work) === true) !== isSome)
    return went === null ? null : went !== isSome
  }
}

export const iterationForms: Readonly<Record<string, Form>> = {
  ForExpression: loop,
  QuantifiedExpression: quantified,
}
