/** What was asked of the servers and what they acknowledged: the clients' memory, which no kill touches. */
export interface Ledger {
  readonly starts: Start[]
  readonly completions: Completion[]
  readonly messages: Message[]
  readonly operations: Operation[]
  /** Answers and log lines that no kill explains. */
  readonly oddities: string[]
}

/** What someone wants done, sent until it is answered. */
interface Sent {
  /** Counts from 1 over everything asked, and stands in what is sent: what is stored tells who asked for it. */
  readonly number: number
  /** How often it was sent and got no answer: it may have been carried out all the same. */
  unanswered: number
}

export interface Asked extends Sent {
  readonly userName: string
  readonly answers: Readonly<Record<string, unknown>>
}

/** A message or signal from outside. */
export interface Message extends Sent {
  readonly kind: 'message' | 'signal'
  readonly messageId: string
  readonly name: string
  readonly key?: string
  readonly variables: Readonly<Record<string, unknown>>
  acknowledged: boolean
}

/** What an administrator does to a case. */
export interface Operation extends Sent {
  readonly action: 'set-variables' | 'retry-incident' | 'move-token'
  readonly caseId: string
  readonly reason: string
  /** `refused`: 409, what was to be mended is mended. */
  outcome?: 'done' | 'refused'
}

export interface Start extends Asked {
  readonly processId: string
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

export const emptyLedger = (): Ledger => ({ starts: [], completions: [], messages: [], operations: [], oddities: [] })

export function nextNumber({ starts, completions, messages, operations }: Ledger): number {
  return starts.length + completions.length + messages.length + operations.length + 1
}

export interface Totals {
  readonly starts: number
  readonly completions: number
  readonly messages: number
  readonly operations: number
  readonly retried: number
}

/** What was acknowledged, and how many requests were sent again after no answer. */
export function totals({ starts, completions, messages, operations }: Ledger): Totals {
  return {
    starts: starts.filter(({ acknowledged }) => acknowledged).length,
    completions: completions.filter(({ outcome }) => outcome === 'completed').length,
    messages: messages.filter(({ acknowledged }) => acknowledged).length,
    operations: operations.filter(({ outcome }) => outcome === 'done').length,
    retried: [...starts, ...completions, ...messages, ...operations].filter(({ unanswered }) => unanswered > 0).length,
  }
}
