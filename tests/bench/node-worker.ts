import { parentPort, workerData } from 'node:worker_threads'
import { openStore } from '#runtime/server'
import { rateOf, rentalLoad } from './rental-load.ts'

const { url, name, lanes } = workerData as { url: string; name: string; lanes: number }
const { openTasks, finish } = await rentalLoad(await openStore({ url, connections: lanes }), name)

/** A node in a thread of its own: opens as many tasks as it is told and hands them out, or completes those it is given. */
parentPort?.on('message', async (asked: number | readonly string[]) => {
  if (typeof asked === 'number') return parentPort?.postMessage(await openTasks(asked))
  await rateOf(asked, lanes, (taskId) => finish(taskId))
  return parentPort?.postMessage([])
})
parentPort?.postMessage([])
