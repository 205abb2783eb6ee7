/** What one engine did since the last action, and where it stands now. Elements and flows by id. */
export interface Moment {
  /** Elements entered, and flows taken, each as often as that happened. */
  readonly entered: readonly string[]
  readonly taken: readonly string[]
  /** Elements at which a task or a job waits, one for each token. */
  readonly open: readonly string[]
  readonly ended: boolean
}
