import { parentPort } from 'node:worker_threads'
import { type CheckQuestion, checkNow } from './check-work.ts'

interface Asked {
  readonly id: number
  readonly question: CheckQuestion
}

async function answer({ id, question }: Asked) {
  try {
    return { id, value: await checkNow(question) }
  } catch (error) {
    return { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

parentPort?.on('message', async (asked: Asked) => parentPort?.postMessage(await answer(asked)))
