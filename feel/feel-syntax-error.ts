/** The text is no FEEL expression, or one that is too large to be run safely. */
export class FeelSyntaxError extends Error {
  readonly code: 'feel-syntax' | 'feel-too-large'
  /** Counted in UTF-16 units of the source as it was given. */
  readonly position: { readonly from: number; readonly to: number }

  constructor(
    message: string,
    position: { from: number; to: number },
    code: 'feel-syntax' | 'feel-too-large' = 'feel-syntax',
  ) {
    super(message)
    this.position = position
    this.code = code
  }
}
