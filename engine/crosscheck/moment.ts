/** What one engine did since the last action, and where it stands now. Elements and flows by id. */
export interface Moment {
  /**
   * Elements entered, each as often as that happened. Parallel joins are left out: one engine says so for each token that
   * comes, the other when all are there. The flows that lead there and on tell the same.
   */
  readonly entered: readonly string[]
  /** Flows taken, each as often as that happened. */
  readonly taken: readonly string[]
  /** Elements at which a task or a job waits, one for each token. */
  readonly open: readonly string[]
  readonly ended: boolean
}
