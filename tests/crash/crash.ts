import { faultsSeen } from './check-api.ts'
import { checkStore } from './check-store.ts'
import { type KillableServer, killableServer } from './killable-server.ts'
import { emptyLedger, type Ledger, type Totals, totals } from './ledger.ts'
import { emptyPlace } from './place.ts'
import { chanceFrom } from './random.ts'
import { beginShift } from './shift.ts'

export interface CrashOptions {
  readonly kills: number
  readonly postgres: boolean
  /** Servers on the same database; more than one needs PostgreSQL. */
  readonly nodes: number
  readonly seed: number
  /** After the last kill every case is worked to its end, jobs included that a dead server holds for up to a minute. */
  readonly finish: boolean
  readonly progress: (line: string) => void
}

export interface CrashReport extends Totals {
  readonly kills: number
  readonly faults: readonly string[]
}

/** One kill in so many comes while the server starts. */
const earlyOnceIn = 6
const startTakes = 1500

/**
 * Kills real servers under load at random moments, starts them again on the same data, and at the end holds everything
 * that is shown and stored against what was asked for and acknowledged.
 */
export async function crash({ kills, postgres, nodes, finish, ...options }: CrashOptions): Promise<CrashReport> {
  const { place, remove } = await emptyPlace(postgres)
  const first = await killableServer(place)
  const others = await Promise.all(Array.from({ length: nodes - 1 }, () => killableServer(place)))
  const servers: Servers = [first, ...others]
  const ledger = emptyLedger()
  const chance = chanceFrom(options.seed)
  const faults: string[] = []
  let killed = 0

  const killAny = async (early: boolean, last: KillableServer) => {
    if (!early) {
      await ready(servers)
      await atWork(ledger)
    }
    const one = early ? last : chance.oneOf(servers)
    await new Promise((resolve) =>
      setTimeout(resolve, early ? chance.between(0, startTakes) : chance.between(100, 700)),
    )
    await one.kill()
    killed += 1
    one.launch()
    return one
  }
  const said = () => {
    const { starts, completions, retried } = totals(ledger)
    options.progress(`${killed} of ${kills} kills, ${starts} starts, ${completions} completions, ${retried} sent again`)
  }

  try {
    for (const server of servers) server.launch()
    // The first one comes while the tables are made.
    let last = await killAny(true, first)
    said()
    await ready(servers)
    const shift = await beginShift([first.url, ...others.map(({ url }) => url)], ledger, chance)
    while (killed < kills) {
      last = await killAny(chance.once(earlyOnceIn), last)
      said()
    }
    await ready(servers)
    if (finish) {
      options.progress('Working every case to its end …')
      await shift.finish()
    }
    await shift.end()
    options.progress('Looking at every case …')
    await shift.askAgain()
    faults.push(...(await faultsSeen(shift.admin, shift.workers, ledger)))
    await Promise.all(servers.map((server) => server.kill()))
    options.progress('Reading the store …')
    const checked = await checkStore(place, ledger)
    options.progress(checked.counted)
    faults.push(...checked.faults)
  } catch (error) {
    faults.push(`The run broke off: ${error instanceof Error ? error.stack : error}`)
  } finally {
    await Promise.all(servers.map((server) => server.kill()))
    faults.push(...ledger.oddities, ...servers.flatMap((server) => server.complaints()))
    const kept = await remove(faults.length > 0)
    if (kept) options.progress(`The data stays in ${kept}.`)
  }
  return { kills: killed, ...totals(ledger), faults }
}

const patience = 10_000

/** Waits until something is acknowledged again: a server that has just started has to read its definitions first. */
async function atWork(ledger: Ledger) {
  const acknowledged = () => totals(ledger).starts + totals(ledger).completions
  const before = acknowledged()
  for (const until = Date.now() + patience; acknowledged() === before && Date.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

type Servers = readonly [KillableServer, ...KillableServer[]]

async function ready(servers: Servers) {
  await Promise.all(servers.map((server) => server.ready()))
}
