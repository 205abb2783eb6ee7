/** Something that works whenever it is woken and at the latest every so often. */
export interface Wakeable {
  readonly wake: () => void
  /** Lets the work that is under way come to its end; nothing begins after it. */
  readonly stop: () => Promise<void>
}

/**
 * Calls `work` again and again: at once when woken, else after the milliseconds it returned, but at least every `atLeast`
 * milliseconds, so that what another node stored or a changed clock brought up is found too. Never twice at a time.
 */
export function wakeable(
  atLeast: number,
  work: () => Promise<number | undefined>,
  failed: (error: unknown) => void,
): Wakeable {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let again = false
  let stopped = false

  const run = async () => {
    let pause: number | undefined
    do {
      again = false
      try {
        pause = await work()
      } catch (error) {
        failed(error)
        pause = undefined
        again = false
      }
    } while ((again || pause === 0) && !stopped)
    running = undefined
    if (!stopped) timer = setTimeout(wake, Math.max(1, Math.min(pause ?? atLeast, atLeast)))
  }

  const wake = () => {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    clearTimeout(timer)
    running = run()
  }

  return {
    wake,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
