import { Worker } from 'node:worker_threads'
import { RefusedError } from '../refused-error.ts'
import { imageSize } from './image-size.ts'
import { type EncodedImages, type ImageAnswer, type ImageQuestion, mostPixels } from './image-work.ts'

/** Makes uploaded pictures anew. */
export interface Images {
  /**
   * The picture from its pixels alone: the right way up, at most 2560 pixels long, without metadata and without
   * whatever else the file held; JPEG, or WebP where it is transparent.
   * @throws {RefusedError} `broken-image`, `image-too-large`, `busy`.
   */
  readonly encode: (content: Buffer, type: string) => Promise<EncodedImages>
  readonly stop: () => Promise<void>
}

/** Milliseconds one picture may take. */
const atMost = 20_000
/** Milliseconds without work after which the thread is ended: the memory of a codec grows and never shrinks. */
const idleFor = 10_000
/** Pictures that may wait. */
const waitingAtMost = 40

interface Waiting {
  readonly question: Omit<ImageQuestion, 'id'>
  readonly resolve: (images: EncodedImages) => void
  readonly reject: (error: Error) => void
}

/** One thread decodes one picture at a time; the server goes on with everything else meanwhile. */
export function imageEncoder(): Images {
  const queue: Waiting[] = []
  let worker: Worker | undefined
  let working: Waiting | undefined
  let lastId = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const end = () => {
    clearTimeout(timer)
    const ended = worker?.terminate()
    worker = undefined
    return ended
  }

  const broken = () => new RefusedError('broken-image')

  function open(): Worker {
    const opened = new Worker(new URL('./image-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    opened.unref()
    opened.on('message', (answer: ImageAnswer) => {
      if (opened !== worker || answer.id !== lastId) return
      settle((one) => ('images' in answer ? one.resolve(answer.images) : one.reject(broken())))
    })
    opened.on('error', () => {
      if (opened !== worker) return
      worker = undefined
      settle((one) => one.reject(broken()))
    })
    return opened
  }

  function settle(say: (one: Waiting) => void) {
    clearTimeout(timer)
    const done = working
    working = undefined
    if (done) say(done)
    next()
  }

  function next() {
    if (working) return
    working = queue.shift()
    if (!working) {
      timer = setTimeout(end, idleFor).unref()
      return
    }
    clearTimeout(timer)
    worker ??= open()
    lastId += 1
    timer = setTimeout(() => {
      void end()
      settle((one) => one.reject(broken()))
    }, atMost).unref()
    worker.postMessage({ id: lastId, ...working.question } satisfies ImageQuestion)
  }

  return {
    encode: async (content, type) => {
      const size = imageSize(content, type)
      if (!size) throw broken()
      if (size.width * size.height > mostPixels) throw tooLarge(size.width, size.height)
      if (queue.length >= waitingAtMost) throw new RefusedError('busy', { retryAfterSeconds: 10 })
      return new Promise<EncodedImages>((resolve, reject) => {
        queue.push({ question: { type, content }, resolve, reject })
        next()
      })
    },
    stop: async () => {
      for (const { reject } of queue.splice(0)) reject(new RefusedError('busy'))
      working?.reject(new RefusedError('busy'))
      await end()
    },
  }
}

function tooLarge(width: number, height: number): RefusedError {
  const millions = mostPixels / 1_000_000
  return new RefusedError('image-too-large', {
    said: {
      'zh-CN': `图片有 ${width}×${height} 像素，超过 ${millions * 100} 万像素，请缩小后再上传。`,
      en: `This picture has ${width}×${height} pixels, more than the ${millions} million taken. Make it smaller first.`,
    },
  })
}
