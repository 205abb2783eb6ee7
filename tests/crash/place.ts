import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onPostgres, startPostgres } from '../support/postgres.ts'
import type { Place } from './killable-server.ts'

export interface EmptyPlace {
  readonly place: Place
  /** Leaves nothing behind; on SQLite the data stays where it is to be looked into. Says where. */
  readonly remove: (keep: boolean) => Promise<string | undefined>
}

let places = 0

/** An empty place for the data of the servers. */
export async function emptyPlace(postgres: boolean): Promise<EmptyPlace> {
  const data = mkdtempSync(join(tmpdir(), 'gezhi-crash-'))
  const removeFolder = () => {
    rmSync(data, { recursive: true, force: true })
    return undefined
  }
  if (!postgres) {
    const remove = async (keep: boolean) => (keep ? data : removeFolder())
    return { place: { data }, remove }
  }

  const { DATABASE_URL: given } = process.env
  const { url, stop } = given ? { url: given, stop: async () => {} } : await startPostgres()
  places += 1
  const name = `gezhi_crash_${process.pid}_${Date.now().toString(36)}_${places}`
  await onPostgres(url, `create database ${name}`)
  return {
    place: { data, databaseUrl: Object.assign(new URL(url), { pathname: `/${name}` }).href },
    remove: async () => {
      await onPostgres(url, `drop database ${name} with (force)`)
      await stop()
      return removeFolder()
    },
  }
}
