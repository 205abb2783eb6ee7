import {
  evaluate,
  SyntaxError as FeelinSyntaxError,
  parseUnaryTests as parseTestsTree,
  parseExpression as parseTree,
  unaryTest,
} from 'feelin'

/** What evaluating gave. A name that is not in the context is `null` and a warning, as FEEL demands. */
export interface FeelResult {
  readonly value: unknown
  readonly warnings: readonly FeelWarning[]
}

export interface FeelWarning {
  readonly type: string
  readonly message: string
  readonly position: { readonly from: number; readonly to: number }
}

/** A parsed expression; parse once, evaluate often. */
export interface FeelExpression {
  readonly source: string
  /** The names it reads from its context, without those it binds itself. */
  readonly names: readonly string[]
  readonly evaluate: (context: Readonly<Record<string, unknown>>) => FeelResult
}

/** The text is no FEEL expression, or one that is too large to be run safely. */
export class FeelSyntaxError extends Error {
  readonly code: 'feel-syntax' | 'feel-too-large' = 'feel-syntax'
  readonly position: { readonly from: number; readonly to: number }

  constructor(message: string, position: { from: number; to: number }) {
    super(message)
    this.position = position
  }
}

/** @throws {FeelSyntaxError} */
export function parseExpression(source: string): FeelExpression {
  return parsed(source, parseTree, evaluate)
}

/** Unary tests of a decision table's input entry; the input's value is `?`. @throws {FeelSyntaxError} */
export function parseUnaryTests(source: string): FeelExpression {
  return parsed(source, parseTestsTree, unaryTest)
}

function parsed(source: string, parse: typeof parseTree, run: typeof evaluate): FeelExpression {
  const text = source.trimStart().startsWith('=')
    ? source.replace(/^\s*=/, (found) => ' '.repeat(found.length))
    : source
  const names = new Set<string>()
  parse(text, {}, undefined).iterate({
    enter(node) {
      if (node.type.isError) throw new FeelSyntaxError('Unrecognized token', { from: node.from, to: node.to })
      if (node.name === 'VariableName') names.add(text.slice(node.from, node.to))
    },
  })
  return {
    source,
    names: [...names],
    evaluate: (context) => {
      try {
        return run(text, { ...context })
      } catch (error) {
        if (error instanceof FeelinSyntaxError) throw new FeelSyntaxError(error.message, { from: 0, to: text.length })
        throw error
      }
    },
  }
}
