import { existsSync } from 'node:fs'
import { pino } from 'pino'
import { hasNoAccounts } from '../accounts/accounts.ts'
import { demoAccounts, demoPassword } from '../demo/accounts.ts'
import { installDemo } from '../demo/install-demo.ts'
import { county } from '../demo/shengzhou.ts'
import { type RunningServer, startServer } from '../main.ts'
import { BrokenBundleError, installBundles } from '../releases/install.ts'
import type { Store } from '../store/store.ts'
import { StoreUnavailableError } from '../store/store-unavailable.ts'
import { buildApps } from './build-apps.ts'
import { type Environment, inPackage, readEnvironment } from './environment.ts'
import { findingLines } from './finding-lines.ts'
import { createFirstAdministrator } from './first-administrator.ts'

export interface StartFlags {
  readonly demo?: boolean
  readonly county: string
  readonly countyName?: string
  readonly adminName?: string
  readonly behindProxy?: boolean
}

/** Starts the server and keeps it until it is told to stop. Gives the exit code. */
export async function start(flags: StartFlags & { readonly demoSaid: boolean }): Promise<number> {
  const demo = flags.demo !== false
  if (demo && process.env.NODE_ENV === 'production' && !flags.demoSaid) {
    console.error(
      '演示账号的密码是公开的，生产环境不以演示方式启动。请用 --no-demo，或写明 --demo。\n' +
        'The demo’s passwords are public, so it does not start with NODE_ENV=production. Use --no-demo, or say --demo.',
    )
    return 2
  }
  const environment = readEnvironment(process.env)
  const dist = inPackage('dist')
  if (!existsSync(dist) && !(await buildApps())) return 1

  const server = await startOrExplain(environment, dist, flags, demo)
  if (!server) return 1
  announce(server.port, demo)
  await untilTold()
  await server.stop()
  return 0
}

async function startOrExplain(
  { port, data, databaseUrl }: Environment,
  dist: string,
  flags: StartFlags,
  demo: boolean,
): Promise<RunningServer | undefined> {
  try {
    return await startServer({
      port,
      data,
      databaseUrl,
      dist,
      behindProxy: flags.behindProxy ?? false,
      log: pino({ level: 'info', base: null }, pino.destination({ dest: 2, sync: false })),
      prepare: (store) => prepare(store, flags, demo),
      demo: demo ? { password: demoPassword, accounts: demoAccounts.map(shown) } : undefined,
    })
  } catch (error) {
    for (const line of explain(error, port)) console.error(line)
    return undefined
  }
}

async function prepare(store: Store, flags: StartFlags, demo: boolean) {
  const now = Date.now()
  if (demo) await installDemo(store, now)
  else if (await hasNoAccounts(store)) await createFirstAdministrator(store, flags, now)
  const region = demo ? county.code : flags.county
  await installBundles(store, { folder: inPackage('definitions/bundles'), region, now })
}

const shown = ({ userName, displayName }: (typeof demoAccounts)[number]) => ({ userName, displayName })

function announce(port: number, demo: boolean) {
  console.log(`\n格治已启动，请用浏览器打开 · Gezhi is running, open\n\n    http://localhost:${port}\n`)
  if (!demo) return
  console.log(`演示账号（密码均为 ${demoPassword}）· Demo accounts (password of all: ${demoPassword})\n`)
  for (const { userName, displayName } of demoAccounts) console.log(`    ${userName.padEnd(12)}${displayName}`)
  console.log()
}

function explain(error: unknown, port: number): string[] {
  if (error instanceof BrokenBundleError) return [error.message, ...findingLines(error.findings)]
  if (error instanceof StoreUnavailableError) {
    const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
    return [`数据库无法打开。 The database cannot be opened${cause}.`]
  }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return [
      `端口 ${port} 已被占用，请用 PORT 另选，例如 PORT=8081 npm start。`,
      `Port ${port} is taken. Choose another one by PORT, e.g. PORT=8081 npm start.`,
    ]
  }
  if (error instanceof Error && 'code' in error && error.code === 'EACCES') {
    return [`没有权限：${error.message}`, `Not allowed: ${error.message}`]
  }
  return [error instanceof Error ? error.message : String(error)]
}

function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}
