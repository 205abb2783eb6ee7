import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { installShippedDemo, openStore, type StoreLocation } from '#runtime/server'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A file with the installed demo, to be copied; empty where the tests run on PostgreSQL. */
    readonly demoFile: string
  }
}

/** Monday, 2 March 2026, 09:00 in Shengzhou. */
export const mondayMorning = Date.parse('2026-03-02T09:00:00+08:00')

/** Fills an empty store with the demo that every test begins with. */
export async function installDemoAt(location: StoreLocation): Promise<void> {
  const store = await openStore(location)
  try {
    await installShippedDemo(store, mondayMorning)
  } finally {
    await store.close()
  }
}

/** Vitest's global set-up on SQLite: the demo is installed once, and each test file copies it. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'gezhi-demo-'))
  const file = join(folder, 'gezhi.db')
  await installDemoAt({ file })
  project.provide('demoFile', file)
  return () => rmSync(folder, { recursive: true, force: true })
}
