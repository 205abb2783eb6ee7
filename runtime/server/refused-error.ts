import type { Finding, LocalizedText } from '#findings'
import type { Problem } from '#forms'
import type { AnswerDraft } from '#runtime/api'

/** Every reason for which a request is refused. Stable: programs and documentation refer to them. */
export type RefusalCode =
  | 'bad-request'
  | 'sign-in-required'
  | 'sign-in-failed'
  | 'too-many-attempts'
  | 'cross-site'
  | 'worker-token'
  | 'worker-name-taken'
  | 'job-type-served'
  | 'lease-expired'
  | 'too-many-requests'
  | 'forbidden'
  | 'not-found'
  | 'task-not-open'
  | 'draft-changed'
  | 'answers-changed'
  | 'too-many-drafts'
  | 'nothing-to-publish'
  | 'upgrade-waiting'
  | 'review-needed'
  | 'request-outdated'
  | 'own-request'
  | 'case-ended'
  | 'case-suspended'
  | 'incident-not-open'
  | 'move-not-possible'
  | 'restart-not-possible'
  | 'add-instance-not-possible'
  | 'process-suspended'
  | 'case-open'
  | 'case-held'
  | 'case-retained'
  | 'number-differs'
  | 'migration-not-possible'
  | 'wrong-state'
  | 'no-release'
  | 'invalid-answers'
  | 'invalid-definitions'
  | 'case-not-started'
  | 'too-large'
  | 'unsupported-file'
  | 'incomplete-upload'
  | 'heic-image'
  | 'broken-image'
  | 'image-too-large'
  | 'check-too-costly'
  | 'busy'

export interface RefusalDetails {
  /** What to say beside the standing message of the code; for whoever reads the log or writes a client. */
  readonly reason?: string
  readonly problems?: readonly Problem[]
  readonly findings?: readonly Finding[]
  readonly retryAfterSeconds?: number
  /** What to say in place of the standing message of the code, where more is known. */
  readonly said?: LocalizedText
  /** What is stored, where a save was made from an older version. */
  readonly draft?: AnswerDraft
}

/** A request that is not carried out, and why. `error-responses.ts` says it in HTTP. */
export class RefusedError extends Error {
  readonly code: RefusalCode
  readonly details: RefusalDetails

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(details.reason ? `${code}: ${details.reason}` : code)
    this.code = code
    this.details = details
  }
}
