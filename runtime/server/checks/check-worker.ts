import { parentPort, workerData } from 'node:worker_threads'
import { RefusedError } from '../refused-error.ts'
import { type Db, openForReading, type StoreLocation } from '../store/store.ts'
import { type CheckQuestion, checkNow } from './check-work.ts'
import { stepBack } from './step-back.ts'

interface Asked {
  readonly id: number
  readonly question: CheckQuestion
}

stepBack()
const { location } = workerData as { readonly location: StoreLocation }
let opened: Promise<Db> | undefined

function stored(): Promise<Db> {
  opened ??= openForReading(location)
  return opened
}

async function answer({ id, question }: Asked) {
  try {
    return { id, value: await checkNow(question, stored) }
  } catch (error) {
    if (error instanceof RefusedError) return { id, refused: { code: error.code, details: error.details } }
    return { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

parentPort?.on('message', async (asked: Asked) => parentPort?.postMessage(await answer(asked)))
