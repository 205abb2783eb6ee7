/** Milliseconds without a key after which a person is taken to rest. */
const rest = 400
/** Where the browser does not say when it is idle. */
const pause = 150

const waiting = new Set<() => void>()
let isRunning = false
let lastKey = Number.NEGATIVE_INFINITY

/** Calls back when the page has nothing else to do and nobody types; callers are called one at a time, in order. */
export function whenIdle(call: () => void): () => void {
  waiting.add(call)
  if (!isRunning) {
    isRunning = true
    addEventListener('keydown', noteKey, true)
    atLeisure()
  }
  return () => waiting.delete(call)
}

function atLeisure() {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(callNext)
  else setTimeout(callNext, pause)
}

function callNext() {
  const sinceKey = performance.now() - lastKey
  if (sinceKey < rest) {
    setTimeout(atLeisure, rest - sinceKey)
    return
  }
  const [next] = waiting
  if (next) {
    waiting.delete(next)
    next()
  }
  if (waiting.size > 0) return atLeisure()
  isRunning = false
  removeEventListener('keydown', noteKey, true)
}

function noteKey() {
  lastKey = performance.now()
}
