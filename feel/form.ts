import type { Environment } from './environment.ts'
import { FeelSyntaxError } from './feel-syntax-error.ts'
import type { Tree } from './parse-feel.ts'
import type { Work } from './work.ts'

/** A part of an expression made ready to be evaluated. */
export type Evaluate = (environment: Environment, work: Work) => unknown

/** What compiling knows around a node. */
export interface Surroundings {
  readonly text: string
  /** How each kind of node of the grammar is evaluated. */
  readonly forms: Readonly<Record<string, Form>>
  /** Collects the names that come from outside. */
  readonly names: Set<string>
  /** Collects the members read of such names, as `NAME.MEMBER`. */
  readonly paths: Set<string>
  /** Names the expression binds itself, here. */
  readonly bound: ReadonlySet<string>
}

/** Makes a closure of a syntax tree; every node costs one unit of work when it is evaluated. */
export function compileTree(tree: Tree, around: Surroundings): Evaluate {
  const form = around.forms[tree.name]
  if (!form) {
    throw new FeelSyntaxError(`"${sourceOf(tree, around)}" cannot be used here`, { from: tree.from, to: tree.to })
  }
  const evaluate = form(tree, around)
  return (environment, work) => {
    work.spend(1)
    return evaluate(environment, work)
  }
}

/** A form of the grammar: makes the closure of one kind of node. */
export type Form = (tree: Tree, around: Surroundings) => Evaluate

export function sourceOf({ from, to }: Tree, { text }: Surroundings): string {
  return text.slice(from, to)
}

/** A name as it is looked up: without backticks, spaces made one. */
export function nameOf(tree: Tree, around: Surroundings): string {
  return sourceOf(tree, around).replaceAll('`', '').trim().replace(/\s+/g, ' ')
}

export function child(tree: Tree, index: number): Tree {
  const found = tree.children.at(index)
  if (!found) throw new FeelSyntaxError('The expression is not complete', { from: tree.from, to: tree.to })
  return found
}

export function named(tree: Tree, name: string): Tree | undefined {
  return tree.children.find((each) => each.name === name)
}

/** Surroundings in which more names are bound. */
export function binding(around: Surroundings, names: readonly string[]): Surroundings {
  return { ...around, bound: new Set([...around.bound, ...names]) }
}
