import type { LocalizedText } from '#findings'

/** A kind of work that service tasks may ask for, by `zeebe:taskDefinition type="PLUGIN.JOB"`. */
export interface JobKind {
  readonly title: LocalizedText
  /** JSON Schema of the variables it reads; checked before `run`. */
  readonly input: Readonly<Record<string, unknown>>
  /**
   * Does the work and returns what the process gets to know of it. May run more than once for one job
   * (a crash between the work and its record): `idempotencyKey` is then the same.
   */
  readonly run: (
    input: Readonly<Record<string, unknown>>,
    job: JobContext,
  ) => Promise<Readonly<Record<string, unknown>>>
}

export interface JobContext {
  readonly idempotencyKey: string
  readonly caseId: string
  readonly region: string
  readonly headers: Readonly<Record<string, string>>
  /** Aborts shortly before the job is given to somebody else: after 55 seconds, unless more time was asked for. */
  readonly signal: AbortSignal
  /** Asks for so many milliseconds more from now on; false where the job was given to somebody else already. */
  readonly extendLease: (milliseconds: number) => Promise<boolean>
}

/** A plugin is a value: what it offers, under names. */
export interface Plugin {
  readonly id: string
  readonly jobs?: Readonly<Record<string, JobKind>>
}
