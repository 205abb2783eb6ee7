import { FeelSyntaxError, parseExpression, parseUnaryTests } from '#feel'

/** What is wrong with a cell: the place of the first character that cannot be understood, counted from 1. */
export type CellProblem = { readonly at: number } | { readonly tooLarge: true }

/** Nothing where the cell may stand. `test`: a condition; else a result. `names` are those with blanks in them. */
export function cellProblem(text: string, test: boolean, names: readonly string[]): CellProblem | undefined {
  if (text.trim() === '' || (test && text.trim() === '-')) return undefined
  try {
    if (test) parseUnaryTests(text, names)
    else parseExpression(text, names)
    return undefined
  } catch (error) {
    if (!(error instanceof FeelSyntaxError)) throw error
    return error.code === 'feel-too-large' ? { tooLarge: true } : { at: error.position.from + 1 }
  }
}
