/** What was asked of the servers and what they acknowledged: the clients' memory, which no kill touches. */
export interface Ledger {
  readonly starts: Start[]
  readonly completions: Completion[]
  /** Answers and log lines that no kill explains. */
  readonly oddities: string[]
}

/** What someone wants done, sent until it is answered. */
export interface Asked {
  /** Counts from 1 over everything asked, and stands in the answers: what is stored tells who asked for it. */
  readonly number: number
  readonly userName: string
  readonly answers: Readonly<Record<string, unknown>>
  /** How often it was sent and got no answer: it may have been carried out all the same. */
  unanswered: number
}

export interface Start extends Asked {
  readonly requestId: string
  readonly region: string
  acknowledged?: { readonly caseId: string; readonly caseNumber: string }
}

export interface Completion extends Asked {
  readonly taskId: string
  readonly elementId: string
  /** `refused`: 409, it was completed already. */
  outcome?: 'completed' | 'refused'
}

export const emptyLedger = (): Ledger => ({ starts: [], completions: [], oddities: [] })

export function nextNumber({ starts, completions }: Ledger): number {
  return starts.length + completions.length + 1
}

export interface Totals {
  readonly starts: number
  readonly completions: number
  readonly retried: number
}

/** Starts and completions that were acknowledged, and requests of both kinds that were sent again after no answer. */
export function totals({ starts, completions }: Ledger): Totals {
  return {
    starts: starts.filter(({ acknowledged }) => acknowledged).length,
    completions: completions.filter(({ outcome }) => outcome === 'completed').length,
    retried: [...starts, ...completions].filter(({ unanswered }) => unanswered > 0).length,
  }
}
