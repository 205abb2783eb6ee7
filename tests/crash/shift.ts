import type { CaseSummary } from '#runtime/api'
import { type Phase, send, work } from './caseworker.ts'
import { publishLoad } from './definitions.ts'
import { type Ledger, totals } from './ledger.ts'
import { mend } from './mender.ts'
import type { Chance } from './random.ts'
import { persistently, signIn, type Visitor } from './visitor.ts'

/** The load: several people at work at once, who keep on whatever happens to the servers. */
export interface Shift {
  readonly admin: Visitor
  /** One of each account that has tasks. */
  readonly workers: readonly Visitor[]
  /** Starts nothing more and works until no case is open. @throws where nothing moves for two minutes. */
  readonly finish: () => Promise<void>
  /** Lets everyone end what they are at. */
  readonly end: () => Promise<void>
  /** Sends every start once more: each must answer with the case it made. */
  readonly askAgain: () => Promise<void>
}

const accounts = ['grid', 'grid', 'grid', 'community', 'community', 'community', 'street'] as const
/** Longer than a dead server's lease of a job. */
const patience = 120_000
const askedAtOnce = 8

/** Signs everyone in and sets them to work. */
export async function beginShift(urls: readonly [string, ...string[]], ledger: Ledger, chance: Chance): Promise<Shift> {
  const admin = await signIn('admin', urls, chance.fork())
  await publishLoad(admin)
  const people: Visitor[] = []
  for (const account of accounts) people.push(await signIn(account, urls, chance.fork()))

  let phase: Phase = 'starting'
  let failed: unknown
  const now = () => phase
  const noted = (work: Promise<void>) =>
    work.catch((error) => {
      failed ??= error
    })
  const atWork = [
    ...people.map((who) => noted(work(who, who.userName === 'grid', ledger, chance.fork(), now))),
    noted(mend(admin, ledger, chance.fork(), now)),
  ]
  const end = async () => {
    phase = 'over'
    await Promise.all(atWork)
    if (failed) throw failed
  }

  return {
    admin,
    workers: [...new Map(people.map((who) => [who.userName, who])).values()],
    finish: async () => {
      phase = 'finishing'
      let done = totals(ledger).completions
      for (let until = Date.now() + patience; await anyOpen(admin); ) {
        const now = totals(ledger).completions
        if (now > done) until = Date.now() + patience
        else if (Date.now() > until) throw new Error('Cases stay open though nobody has had a task for two minutes.')
        done = now
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
    },
    end,
    askAgain: async () => {
      const [starter] = people
      const queue = [...ledger.starts]
      const ask = async () => {
        for (let next = queue.shift(); next && starter; next = queue.shift()) await send(starter, next, ledger)
      }
      await Promise.all(Array.from({ length: askedAtOnce }, ask))
    },
  }
}

async function anyOpen(admin: Visitor): Promise<boolean> {
  const { status, body } = await persistently(() => admin.request('GET', '/api/cases?status=open&limit=1'))
  if (status !== 200) throw new Error(`The open cases answered ${status}: ${JSON.stringify(body)}`)
  return (body as { items: CaseSummary[] }).items.length > 0
}
