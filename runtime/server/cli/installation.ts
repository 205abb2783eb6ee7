import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { noticePlugin, pluginRegistry } from '#plugins'
import { openData } from '../main.ts'
import type { Db, Store } from '../store/store.ts'
import { readEnvironment } from './environment.ts'

/** Runs `work` on the store of the installation that the environment names; nothing where there is none yet. */
export async function inInstallation<T>(work: (store: Store) => Promise<T>): Promise<T | undefined> {
  const { data, databaseUrl } = readEnvironment(process.env)
  if (!databaseUrl && !existsSync(join(data, 'gezhi.db'))) return undefined
  const store = await openData({ data, databaseUrl })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** The job types that the server's own plugins offer. */
export const ownJobTypes: readonly string[] = pluginRegistry([noticePlugin(async () => {})]).jobTypes

/** The region that was named, or the widest one that has a release; undefined where there is none, or several. */
export async function releasedRegion(db: Db, named: string | undefined): Promise<string | undefined> {
  if (named !== undefined) {
    const known = await db.selectFrom('region').select('code').where('code', '=', named).executeTakeFirst()
    return known?.code
  }
  const rows = await db.selectFrom('publication').select('region').distinct().orderBy('region').execute()
  const [widest, ...others] = rows.map(({ region }) => region)
  return widest !== undefined && others.every((other) => other.startsWith(widest)) ? widest : undefined
}
