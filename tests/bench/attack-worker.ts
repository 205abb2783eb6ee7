import { parentPort, workerData } from 'node:worker_threads'
import { stepBack } from '#runtime/server'
import { chanceFrom } from '../crash/random.ts'
import { signIn, type Visitor } from '../crash/visitor.ts'
import { grid, registration } from '../runtime/server/rental-answers.ts'
import { worstDefinitions } from '../support/worst-definitions.ts'

const { url, attackers, bulk } = workerData as { url: string; attackers: number; bulk: boolean }
const region = '330683'
const manyBytes = 'a'.repeat(1_000_000)
let over = false

/*
 * The attackers, in a thread of their own that lets all others go first, so that what is measured is what they do to the
 * server, not what making up their requests costs this machine. Says how much was answered.
 */
stepBack()
parentPort?.once('message', () => {
  over = true
})
const chance = chanceFrom(2)
const designer = await signIn('admin', [url], chance)
const worker = await signIn('grid', [url], chance)
const answered = await Promise.all(Array.from({ length: attackers }, (_, at) => attackBy(at)))
parentPort?.postMessage(answered.reduce((sum, count) => sum + count, 0))

/** Posts one bad thing after the other; in bulk, bodies of megabytes too. */
async function attackBy(at: number): Promise<number> {
  let count = 0
  const send = async (who: Visitor, method: 'POST' | 'PUT', path: string, body: unknown) => {
    if (typeof (await who.request(method, path, body)) !== 'string') count += 1
  }
  for (let turn = at; !over; turn += 1) {
    const { kind, content } = worstDefinitions[turn % worstDefinitions.length]!
    await send(designer, 'PUT', `/api/definitions/${kind}/worst-${at}/draft?region=${region}`, { content, version: 0 })
    await send(designer, 'POST', '/api/check', { region })
    const address = bulk ? manyBytes : registration.address
    const answers = { ...registration, address, ownerPhone: `${'1'.repeat(50_000)}x` }
    const requestId = `attack-${at}-${turn}`
    await send(worker, 'POST', '/api/cases', { processId: 'rental-housing', region: grid, answers, requestId })
    if (bulk)
      await send(designer, 'POST', '/api/messages', { region, name: 'x', variables: { deep: manyBytes.repeat(4) } })
  }
  return count
}
