import { evaluate, type FeelFunction } from 'feelin'
import { FeelSyntaxError } from './feel-syntax-error.ts'
import { child, compileTree, type Form, sourceOf } from './form.ts'
import { makeRange } from './literal-forms.ts'
import { known, operators } from './operators.ts'
import { isIn } from './satisfies.ts'
import { spendDeeply } from './work.ts'

const inner: Form = (tree, around) => compileTree(child(tree, 0), around)

const conjunction: Form = (tree, around) => {
  const left = compileTree(child(tree, 0), around)
  const right = compileTree(child(tree, 2), around)
  return (environment, work) => {
    const first = known(left(environment, work))
    if (first === false) return false
    const second = known(right(environment, work))
    return second === false ? false : first === null || second === null ? null : true
  }
}

const disjunction: Form = (tree, around) => {
  const left = compileTree(child(tree, 0), around)
  const right = compileTree(child(tree, 2), around)
  return (environment, work) => {
    const first = known(left(environment, work))
    if (first === true) return true
    const second = known(right(environment, work))
    return second === true ? true : first === null || second === null ? null : false
  }
}

const condition: Form = (tree, around) => {
  const test = compileTree(child(tree, 1), around)
  const then = compileTree(child(tree, 3), around)
  const otherwise = compileTree(child(tree, 5), around)
  return (environment, work) => (test(environment, work) === true ? then : otherwise)(environment, work)
}

const comparison: Form = (tree, around) => {
  const left = compileTree(child(tree, 0), around)
  const sign = sourceOf(child(tree, 1), around)
  if (sign === 'in') {
    const tests = compileTree(tree.children[3] ?? child(tree, 2), around)
    return (environment, work) => {
      const value = left(environment, work) ?? null
      return tests({ values: new Map([['?', value]]), outer: environment }, work)
    }
  }
  if (sign === 'between') {
    const from = compileTree(child(tree, 2), around)
    const to = compileTree(child(tree, 4), around)
    return (environment, work) => {
      const bounds = [from(environment, work) ?? null, to(environment, work) ?? null]
      const value = left(environment, work) ?? null
      if (value === null || bounds.includes(null)) return null
      const range = makeRange(bounds[0], bounds[1], true, true, work, tree)
      return range && isIn(range, value, work)
    }
  }
  const operator = operators[sign]!
  const right = compileTree(child(tree, 2), around)
  return (environment, work) => operator(left(environment, work) ?? null, right(environment, work) ?? null, work, tree)
}

const arithmetic: Form = (tree, around) => {
  if (tree.children.length === 2) {
    const value = compileTree(child(tree, 1), around)
    return (environment, work) => operators['-']!(0, value(environment, work), work, tree)
  }
  const left = compileTree(child(tree, 0), around)
  const operator = operators[sourceOf(child(tree, 1), around)]!
  const right = compileTree(child(tree, 2), around)
  return (environment, work) => operator(left(environment, work), right(environment, work), work, tree)
}

/** `x instance of T`, as feelin has it. Only types of the language; the names of a context are none. */
const instance: Form = (tree, around) => {
  const value = compileTree(child(tree, 0), around)
  const type = sourceOf(child(tree, -1), around)
  const test = evaluate(`function(x) x instance of ${type}`, {}, 'camunda').value as FeelFunction | null
  if (!test) throw new FeelSyntaxError(`"${type}" is no type`, child(tree, -1))
  return (environment, work) => {
    const subject = value(environment, work)
    spendDeeply(work, subject)
    return test.fn(subject)
  }
}

export const logicForms: Readonly<Record<string, Form>> = {
  Expression: inner,
  ParenthesizedExpression: (tree, around) => compileTree(child(tree, 1), around),
  Conjunction: conjunction,
  Disjunction: disjunction,
  IfExpression: condition,
  Comparison: comparison,
  ArithmeticExpression: arithmetic,
  InstanceOfExpression: instance,
}
