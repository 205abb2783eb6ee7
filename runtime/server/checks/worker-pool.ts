import { Worker } from 'node:worker_threads'
import { RefusedError } from '../refused-error.ts'

export interface PoolOptions {
  readonly file: URL
  /** What every thread is given when it begins. */
  readonly data: unknown
  readonly threads: number
  /** Milliseconds of the processor that one question may take. */
  readonly atMost: number
  /** Megabytes of heap one thread may take. */
  readonly memory: number
  /** Questions of one asker that may be under way. */
  readonly each: number
  /** Questions that may be under way in all. */
  readonly all: number
}

interface Asked {
  readonly by: string
  readonly question: unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

interface Thread {
  worker?: Worker
  working?: Asked
  timer?: NodeJS.Timeout
}

type Answer = { readonly id: number } & (
  | { readonly value: unknown }
  | { readonly failed: string }
  | { readonly refused: Pick<RefusedError, 'code' | 'details'> }
)

/** A thread that hardly gets the processor is waited for this many times as long. */
const mostLooks = 4

/** Milliseconds without work after which a thread is ended. */
const idleFor = 60_000

/**
 * Threads that answer questions one at a time each, with a limit on time, memory and waiting. Those who ask take turns,
 * so that nobody waits behind all that somebody else has asked. A thread whose time is up is ended with its question.
 *
 * A question is refused with `busy`, `too-many-requests` or `check-too-costly`.
 */
export function workerPool({ file, data, threads, atMost, memory, each, all }: PoolOptions) {
  const pool: readonly Thread[] = Array.from({ length: threads }, () => ({}))
  const waiting = new Map<string, Asked[]>()
  const underWay = new Map<string, number>()
  let count = 0
  let stopped = false

  const settle = (thread: Thread, say: (asked: Asked) => void) => {
    clearTimeout(thread.timer)
    const asked = thread.working
    thread.working = undefined
    if (asked) {
      const left = (underWay.get(asked.by) ?? 1) - 1
      if (left > 0) underWay.set(asked.by, left)
      else underWay.delete(asked.by)
      count -= 1
      say(asked)
    }
    next(thread)
  }

  const end = (thread: Thread) => {
    clearTimeout(thread.timer)
    const ended = thread.worker?.terminate()
    thread.worker = undefined
    return ended
  }

  const tooCostly = () => new RefusedError('check-too-costly')

  const open = (thread: Thread): Worker => {
    const opened = new Worker(file, { workerData: data, resourceLimits: { maxOldGenerationSizeMb: memory } })
    opened.unref()
    opened.on('message', (answer: Answer) => {
      if (opened !== thread.worker) return
      settle(thread, ({ resolve, reject }) => {
        if ('value' in answer) resolve(answer.value)
        else if ('refused' in answer) reject(new RefusedError(answer.refused.code, answer.refused.details))
        else reject(new Error(`A check broke off: ${answer.failed}`))
      })
    })
    opened.on('error', (error) => {
      if (opened !== thread.worker) return
      thread.worker = undefined
      const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      settle(thread, ({ reject }) => reject(outOfMemory ? tooCostly() : error))
    })
    return opened
  }

  /** Who has waited longest is next, and goes to the end of the line with what else they ask. */
  const shift = (): Asked | undefined => {
    const [first] = waiting
    if (!first) return undefined
    const [by, [asked, ...others]] = first
    waiting.delete(by)
    if (others.length > 0) waiting.set(by, others)
    return asked
  }

  const next = (thread: Thread) => {
    if (thread.working || stopped) return
    const asked = shift()
    thread.working = asked
    if (!asked) {
      thread.timer = setTimeout(() => void end(thread), idleFor).unref()
      return
    }
    clearTimeout(thread.timer)
    thread.worker ??= open(thread)
    void endInTime(thread, thread.worker, asked)
    thread.worker.postMessage({ id: 0, question: asked.question })
  }

  /** Ends the thread when its question has used up its time: of the processor, which a busy machine gives it little of. */
  const endInTime = async (thread: Thread, worker: Worker, asked: Asked) => {
    const before = worker.cpuUsage().catch(() => undefined)
    const look = async (looks: number) => {
      const used = await worker.cpuUsage(await before).catch(() => undefined)
      if (thread.working !== asked) return
      const left = used ? atMost - (used.user + used.system) / 1000 : 0
      if (left > 0 && looks < mostLooks) {
        thread.timer = setTimeout(look, left, looks + 1).unref()
        return
      }
      void end(thread)
      settle(thread, ({ reject }) => reject(tooCostly()))
    }
    thread.timer = setTimeout(look, atMost, 1).unref()
  }

  return {
    ask: (by: string, question: unknown): Promise<unknown> => {
      const mine = underWay.get(by) ?? 0
      if (stopped || count >= all) return Promise.reject(new RefusedError('busy', { retryAfterSeconds: 5 }))
      if (mine >= each) return Promise.reject(new RefusedError('too-many-requests', { retryAfterSeconds: 5 }))
      underWay.set(by, mine + 1)
      count += 1
      return new Promise((resolve, reject) => {
        const asked = { by, question, resolve, reject }
        waiting.set(by, [...(waiting.get(by) ?? []), asked])
        const free = pool.find((thread) => thread.working === undefined)
        if (free) next(free)
      })
    },
    stop: async (): Promise<void> => {
      stopped = true
      const left = [...pool.flatMap(({ working }) => working ?? []), ...[...waiting.values()].flat()]
      for (const { reject } of left) reject(new RefusedError('busy'))
      waiting.clear()
      await Promise.all(pool.map(end))
    },
  }
}
