import { mkdir } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import { noticePlugin, type Plugin, pluginRegistry } from '#plugins'
import type { Demo } from '#runtime/api'
import { createApp } from './app.ts'
import { chineseCalendar } from './calendar/chinese-calendar.ts'
import { type CheckLimits, checksInThreads } from './checks/checks.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Deps } from './deps.ts'
import { courier } from './execution/courier.ts'
import { jobRunner } from './execution/job-runner.ts'
import { suspensionRunner } from './execution/suspension-runner.ts'
import { timerRunner } from './execution/timer-runner.ts'
import { wakeable } from './execution/wakeable.ts'
import { removeUnattachedFiles } from './files/files.ts'
import { imageEncoder } from './images/images.ts'
import { migrationRunner } from './migration/migration-runner.ts'
import { keepNotice } from './notices/keep-notice.ts'
import { regionsIn } from './regions/regions.ts'
import { releasesIn } from './releases/releases.ts'
import { upgradeRunner } from './releases/upgrade-runner.ts'
import { fold } from './statistics/fold.ts'
import { openStore, type Store } from './store/store.ts'
import { removeOldDrafts } from './use-cases/drafts/retention.ts'
import { leaseRunner } from './workers/lease-runner.ts'
import { waitingWorkers } from './workers/waiting-workers.ts'

export interface ServerOptions {
  /** Folder for what the server keeps; made where it is missing. */
  readonly data: string
  /** PostgreSQL instead of a file in the data folder. */
  readonly databaseUrl?: string
  /** 0 lets the system choose. */
  readonly port: number
  readonly dist: string
  readonly behindProxy?: boolean
  readonly clock?: Clock
  readonly log?: Logger
  readonly plugins?: readonly Plugin[]
  /** For the checks of definitions. */
  readonly checkLimits?: CheckLimits
  /** Tells everybody how to sign in. Never where real data is kept. */
  readonly demo?: Demo
  /** Runs on the open store before the first request is taken. */
  readonly prepare?: (store: Store) => Promise<void>
}

export interface RunningServer {
  readonly port: number
  readonly deps: Deps
  /** Takes no new requests, ends those under way and the job at hand, closes the store. */
  readonly stop: () => Promise<void>
}

/** Figures may be so old, in milliseconds, where nobody looks at them. */
const countEvery = 10_000
const removeEvery = 6 * 3_600_000
const endsWithin = 5_000

/** Where the data of a server lies. */
export async function openData(options: Pick<ServerOptions, 'data' | 'databaseUrl'>): Promise<Store> {
  if (options.databaseUrl) return openStore({ url: options.databaseUrl })
  await mkdir(options.data, { recursive: true, mode: 0o700 })
  return openStore({ file: join(options.data, 'gezhi.db') })
}

/** What use cases need, on an open store. */
export function depsOn(
  store: Store,
  { clock = systemClock, log = pino(), checkLimits }: Pick<ServerOptions, 'clock' | 'log' | 'checkLimits'> = {},
): Deps {
  return {
    store,
    clock,
    log,
    calendar: chineseCalendar,
    regions: regionsIn(store.db),
    releases: releasesIn(store.db),
    images: imageEncoder(),
    checks: checksInThreads(store.location, checkLimits),
    wake: () => {},
  }
}

/** Puts the server together and starts it. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const store = await openData(options)
  try {
    await options.prepare?.(store)
    return await listenOn(store, options)
  } catch (error) {
    await store.close()
    throw error
  }
}

async function listenOn(store: Store, options: ServerOptions): Promise<RunningServer> {
  const base = depsOn(store, options)
  const { log, clock } = base
  const plugins = pluginRegistry([
    noticePlugin((notice) => keepNotice(store, notice, clock.now())),
    ...(options.plugins ?? []),
  ])
  const wake = () => {
    jobs.wake()
    timers.wake()
    messages.wake()
    suspensions.wake()
    migrations.wake()
    waiting.wake()
    leases.wake()
    upgrades.wake()
  }
  const jobs = jobRunner(base, plugins, wake)
  const timers = timerRunner(base, wake)
  const messages = courier(base, wake)
  const suspensions = suspensionRunner(base, wake)
  const migrations = migrationRunner(base, wake)
  const waiting = waitingWorkers(base)
  const leases = leaseRunner(base, wake)
  const upgrades = upgradeRunner({ ...base, jobTypes: plugins.jobTypes })
  const counting = wakeable(
    countEvery,
    async () => ((await fold(store)) > 0 ? 0 : undefined),
    (error) => log.error({ err: error }, 'statistics could not be counted'),
  )
  const deps: Deps = {
    ...base,
    jobTypes: plugins.jobTypes,
    demo: options.demo,
    wake,
  }
  const app = createApp(deps, {
    dist: options.dist,
    behindProxy: options.behindProxy ?? false,
    waitingWorkers: waiting,
  })
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000 }, app.callback())
  const port = await listen(server, options.port)
  deps.wake()
  counting.wake()
  const sweep = () =>
    removeOldDrafts(store, clock.now())
      .then(() => removeUnattachedFiles(store, clock.now()))
      .catch((error) => log.warn({ err: error }, 'old drafts and uploads were not removed'))
  const sweeping = setInterval(sweep, removeEvery).unref()
  const firstSweep = sweep()

  return {
    port,
    deps,
    stop: async () => {
      clearInterval(sweeping)
      await waiting.stop()
      await close(server)
      await firstSweep
      await Promise.all([
        base.images.stop(),
        base.checks.stop(),
        jobs.stop(),
        leases.stop(),
        timers.stop(),
        messages.stop(),
        counting.stop(),
        suspensions.stop(),
        migrations.stop(),
        upgrades.stop(),
      ])
      await store.close()
    },
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const hurry = setTimeout(() => server.closeAllConnections(), endsWithin)
    server.close(() => {
      clearTimeout(hurry)
      resolve()
    })
    server.closeIdleConnections()
  })
}
