/** Thrown within a step where a token cannot go on; the step turns it into an incident. Never leaves the engine. */
export class Stopped extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
