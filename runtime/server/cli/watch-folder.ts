import { watch } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

/** Editors write a file in several steps; a change is acted on once this long nothing more has changed (milliseconds). */
const settles = 150

/**
 * Runs `work` now and after every change of a file in one of the folders, one run at a time, until the process is told to
 * end. Gives the exit code of the last run.
 */
export async function watchFolders(folders: readonly string[], work: () => Promise<number>): Promise<number> {
  const stop = new AbortController()
  let changed = () => {}
  for (const folder of folders) watch(folder, { recursive: true, signal: stop.signal }, () => changed())
  const told = new Promise<'told'>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve('told'))
  })
  let code = await work()
  for (;;) {
    const change = new Promise<'changed'>((resolve) => {
      changed = () => resolve('changed')
    })
    if ((await Promise.race([change, told])) === 'told') break
    await setTimeout(settles)
    code = await work()
  }
  stop.abort()
  return code
}
