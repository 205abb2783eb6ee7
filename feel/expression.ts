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
export function parseExpression(_source: string): FeelExpression {
  throw new Error('to be written')
}

/** Unary tests of a decision table's input entry; the input's value is `?`. @throws {FeelSyntaxError} */
export function parseUnaryTests(_source: string): FeelExpression {
  throw new Error('to be written')
}
