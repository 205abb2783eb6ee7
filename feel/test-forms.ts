import { lookUp } from './environment.ts'
import { child, compileTree, type Form, sourceOf } from './form.ts'
import { known, negate, operators } from './operators.ts'
import { isIn } from './satisfies.ts'

/** `> 3`, `[1..5]`: a test of the input `?`, or of the item of a filter. */
const simple: Form = (tree, around) => {
  if (tree.children.length === 1) return compileTree(child(tree, 0), around)
  const operator = operators[sourceOf(child(tree, 0), around)]!
  const right = compileTree(child(tree, 1), around)
  return (environment, work) => {
    const subject = lookUp(environment, '?')
    const left = subject === undefined ? lookUp(environment, 'item') : subject
    return operator(left ?? null, right(environment, work) ?? null, work, tree)
  }
}

/** One of several tests: true as it is; otherwise the input must be equal to it or lie in it. */
const positive: Form = (tree, around) => {
  const inside = child(tree, 0)
  const test = compileTree(inside, around)
  const isLiteral = inside.name === 'BooleanLiteral'
  const compares = inside.name === 'SimplePositiveUnaryTest' && inside.children.length > 1
  return (environment, work) => {
    const result = test(environment, work) ?? null
    if (compares || (typeof result === 'boolean' && !isLiteral)) return result
    return isIn(result, lookUp(environment, '?') ?? null, work)
  }
}

/** A disjunction of the tests, three-valued as `or` is (DMN 1.3, 10.3.2.8). */
const anyOf: Form = (tree, around) => {
  const tests = tree.children.map((each) => compileTree(each, around))
  return (environment, work) => {
    let result: boolean | null = false
    for (const test of tests) {
      const one = known(test(environment, work))
      if (one === true) return true
      if (one === null) result = null
    }
    return result
  }
}

/** A whole cell of a decision table: `-`, tests, or `not(tests)`. */
const unaryTests: Form = (tree, around) => {
  const first = child(tree, 0)
  if (first.name === 'Wildcard') return () => true
  if (first.name !== 'not') return compileTree(first, around)
  const tests = compileTree(child(tree, 2), around)
  return (environment, work) => negate(tests(environment, work))
}

export const testForms: Readonly<Record<string, Form>> = {
  SimplePositiveUnaryTest: simple,
  PositiveUnaryTest: positive,
  PositiveUnaryTests: anyOf,
  UnaryTests: unaryTests,
}
