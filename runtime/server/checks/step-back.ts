import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'

/** Under load it gets a quarter of what the main thread gets: lower, a publication would not end on a busy machine. */
const niceness = 5

/**
 * Lets the other threads of this process go first where they want the processor. Linux counts each thread by itself;
 * elsewhere the thread cannot be told from its process, and nothing is done.
 */
export function stepBack(): void {
  if (process.platform !== 'linux') return
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    if (Number.isInteger(thread) && thread !== process.pid) setPriority(thread, niceness)
  } catch {
    // Where it is not allowed, the thread shares the processor as all do.
  }
}
