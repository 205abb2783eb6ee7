import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openData } from '../main.ts'
import { type KnownKey, knownKeys } from '../packages/index.ts'
import { readEnvironment } from './environment.ts'

/** The keys that the installation trusts which the environment names; none where there is no installation yet. */
export async function installedKeys(): Promise<KnownKey[]> {
  const { data, databaseUrl } = readEnvironment(process.env)
  if (!databaseUrl && !existsSync(join(data, 'gezhi.db'))) return []
  const store = await openData({ data, databaseUrl })
  try {
    return await knownKeys(store.db)
  } finally {
    await store.close()
  }
}
