import { FeelSyntaxError, parseExpression } from '#feel'

export type ExpressionProblem =
  | { readonly type: 'needs-equals' }
  | { readonly type: 'too-large' }
  /** `at` counts characters from 1, a leading `=` included. */
  | { readonly type: 'syntax'; readonly at: number }

/**
 * How a text means FEEL. `always`: with a leading `=`. `maybe`: where it begins with `=`, else it is taken as it stands.
 * `bare`: with or without.
 */
export type FeelUse = 'always' | 'maybe' | 'bare'

/** What is wrong with an expression; nothing where there is none. `functions` are those it may call besides FEEL's. */
export function expressionProblem(
  text: string,
  use: FeelUse,
  functions: readonly string[] = [],
): ExpressionProblem | undefined {
  if (text.trim() === '') return undefined
  if (use !== 'bare' && !text.trimStart().startsWith('=')) return use === 'maybe' ? undefined : { type: 'needs-equals' }
  try {
    parseExpression(text, functions)
    return undefined
  } catch (error) {
    if (!(error instanceof FeelSyntaxError)) throw error
    return error.code === 'feel-too-large' ? { type: 'too-large' } : { type: 'syntax', at: error.position.from + 1 }
  }
}
