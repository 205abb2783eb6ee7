import { evaluate, FeelFunction } from 'feelin'
import { asFunction, type Builtin, builtin, failureOf } from './builtins.ts'
import { dateOf } from './dates.ts'
import { bind, lookUp } from './environment.ts'
import { FeelSyntaxError } from './feel-syntax-error.ts'
import {
  binding,
  child,
  compileTree,
  type Evaluate,
  type Form,
  named,
  nameOf,
  type Surroundings,
  sourceOf,
} from './form.ts'
import type { Tree } from './parse-feel.ts'
import { isFunction, isRange, kindOf } from './values.ts'
import { shallowCost, type Work } from './work.ts'

interface Arguments {
  readonly names?: readonly string[]
  readonly values: readonly Evaluate[]
}

function argumentsOf(tree: Tree, around: Surroundings): Arguments {
  const byName = named(tree, 'NamedParameters')
  if (byName) {
    return {
      names: byName.children.map((each) => nameOf(child(each, 0), around)),
      values: byName.children.map((each) => compileTree(child(each, -1), around)),
    }
  }
  return { values: (named(tree, 'PositionalParameters')?.children ?? []).map((each) => compileTree(each, around)) }
}

/** Functions that ask whether something is there: a missing name is nothing to warn of. */
const asksWhetherThere = new Set(['is defined', 'get or else'])

const call: Form = (tree, around) => {
  const callee = child(tree, 0)
  const name = nameOf(callee, around)
  const target = callee.name === 'SpecialFunctionName' ? constantFunction(name, callee) : compileTree(callee, around)
  const { names, values } = argumentsOf(tree, around)
  const quiet = asksWhetherThere.has(name) ? 1 : 0
  const known = !names && callee.name === 'VariableName' ? builtin(name) : undefined
  let isDirect: boolean | undefined
  return (environment, work) => {
    const meant = lookUp(environment, name) === undefined ? known : undefined
    if (meant) isDirect ??= takes(meant, values.length)
    if (meant && isDirect) {
      work.spend(1)
      work.quiet += quiet
      const args = values.map((value) => value(environment, work))
      work.quiet -= quiet
      return outcome(
        work.call(() => meant.run(args, work)),
        work,
        tree,
      )
    }
    const called = target(environment, work)
    work.quiet += quiet
    const args = values.map((value) => value(environment, work))
    work.quiet -= quiet
    return invoke(called, args, names, work, tree)
  }
}

function invoke(
  called: unknown,
  args: unknown[],
  names: readonly string[] | undefined,
  work: Work,
  tree: Tree,
): unknown {
  const target = isRange(called) ? new FeelFunction((value: unknown) => called.includes(value), ['value']) : called
  if (!isFunction(target)) return work.warn('NO_FUNCTION_FOUND', `${kindOf(called)} is no function`, tree)
  const given = names ? Object.fromEntries(names.map((name, index) => [name, args[index]])) : args
  return outcome(
    work.call(() => target.invoke(given)),
    work,
    tree,
  )
}

/** Whether a function may be called with so many arguments. */
function takes({ parameters }: Builtin, count: number): boolean {
  return count <= parameters.length || (parameters.at(-1)?.startsWith('...') ?? false)
}

function outcome(result: unknown, work: Work, tree: Tree): unknown {
  const failure = failureOf(result)
  return failure === undefined ? (result ?? null) : work.warn(failure, 'The arguments do not fit the function', tree)
}

function constantFunction(name: string, { from, to }: Tree): Evaluate {
  const known = builtin(name)
  if (!known) throw new FeelSyntaxError(`There is no function "${name}"`, { from, to })
  return (_, work) => asFunction(known, work)
}

const definition: Form = (tree, around) => {
  const parameters = (named(tree, 'FormalParameters')?.children ?? []).map((each) => nameOf(child(each, 0), around))
  const body = named(tree, 'FunctionBody')
  if (!body || named(tree, 'external')) {
    throw new FeelSyntaxError('Functions of other languages cannot be used', { from: tree.from, to: tree.to })
  }
  const evaluateBody = compileTree(child(body, -1), binding(around, parameters))
  return (environment, work) =>
    new FeelFunction((...args: unknown[]) => {
      work.spend(1 + parameters.length)
      const values = new Map(parameters.map((parameter, index) => [parameter, args[index] ?? null]))
      return work.call(() => evaluateBody(bind(environment, values), work))
    }, parameters)
}

/** `date(…)`, `date and time(…)`, `duration(…)`: made by feelin. */
const dateTime: Form = (tree, around) => {
  if (tree.children.length === 1) return compileTree(child(tree, 0), around)
  const { names, values } = argumentsOf(tree, around)
  const make = makerOf(sourceOf(child(tree, 0), around), names, values.length, tree)
  const isPlainDate = sourceOf(child(tree, 0), around) === 'date' && values.length === 1
  return (environment, work) => {
    const args = values.map((value) => value(environment, work) ?? null)
    for (const arg of args) work.spend(10 + shallowCost(arg))
    if (isPlainDate && typeof args[0] === 'string') return dateOf(args[0]) ?? invalid(work, tree)
    return make.fn(...args) ?? invalid(work, tree)
  }
}

function invalid(work: Work, tree: Tree): null {
  return work.warn('INVALID_ARGUMENTS', 'This is no date, time or duration', tree)
}

function makerOf(name: string, names: readonly string[] | undefined, count: number, tree: Tree): FeelFunction {
  const parameters = Array.from({ length: count }, (_, index) => `p${index}`)
  const passed = names ? names.map((parameter, index) => `${parameter}: p${index}`) : parameters
  const made = evaluate(`function(${parameters.join(', ')}) ${name}(${passed.join(', ')})`).value
  if (isFunction(made)) return made
  throw new FeelSyntaxError('This is no date, time or duration', { from: tree.from, to: tree.to })
}

export const callForms: Readonly<Record<string, Form>> = {
  FunctionInvocation: call,
  FunctionDefinition: definition,
  DateTimeLiteral: dateTime,
}
