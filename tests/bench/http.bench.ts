import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TaskSummary } from '#runtime/api'
import type { Figure } from '../../scripts/bench.ts'
import { killableServer } from '../crash/killable-server.ts'
import { chanceFrom } from '../crash/random.ts'
import { signIn } from '../crash/visitor.ts'
import { grid, noHazards, registration } from '../runtime/server/rental-answers.ts'
import { freePort } from '../support/free-port.ts'
import { median, rateOf } from './rental-load.ts'

const inFlight = 32
const each = 600
const rounds = 5
const bareServer = `require('node:http').createServer((asked, answer) => {
  asked.resume().on('end', () => answer.end('{}'))
}).listen(process.env.PORT)`

/**
 * Completions a second over HTTP, with session, validation and permission, from a client in another process than the
 * server. The baseline is a bare Node server that reads the same requests and answers `{}`: what remains for the server.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'gezhi-http-'))
  const server = await killableServer({ data })
  const bare = await bareAt()
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight })
  try {
    server.launch()
    await server.ready()
    const cookies = await cookiesOf(server.url)
    const send = (url: string, path: string, cookie: string, body: object) => post(agent, url + path, cookie, body)
    let requests = 0
    const open = async (count: number) => {
      const wanted = Array.from({ length: count }, () => {
        requests += 1
        return `http-request-${requests}`
      })
      const ids: string[] = []
      await rateOf(wanted, inFlight, async (requestId) => {
        const asked = { processId: 'rental-housing', region: grid, answers: registration, requestId }
        ids.push((JSON.parse(await send(server.url, '/api/cases', cookies.grid, asked)) as { id: string }).id)
      })
      return tasksOf(server.url, cookies.admin, ids)
    }
    const complete = (url: string) => (taskId: string) =>
      send(url, `/api/tasks/${taskId}/complete`, cookies.community, { answers: noHazards })

    await rateOf(await open(each), inFlight, complete(server.url))
    const turns: [ours: number, theirs: number][] = []
    for (let round = 0; round < rounds; round += 1) {
      const tasks = await open(each)
      turns.push([
        await rateOf(tasks, inFlight, complete(server.url)),
        await rateOf(tasks, inFlight, complete(bare.url)),
      ])
    }
    const value = median(turns.map(([ours]) => ours))
    const baseline = median(turns.map(([, theirs]) => theirs))
    report({ name: 'http', value, unit: '1/s', baseline, ratio: median(turns.map(([ours, theirs]) => ours / theirs)) })
  } finally {
    agent.destroy()
    bare.end()
    await server.kill()
    rmSync(data, { recursive: true, force: true })
  }
}

async function bareAt() {
  const port = await freePort()
  const child = spawn(process.execPath, ['-e', bareServer], {
    env: { ...process.env, PORT: String(port) },
    stdio: 'ignore',
  })
  return { url: `http://127.0.0.1:${port}`, end: () => child.kill('SIGKILL') }
}

async function cookiesOf(url: string) {
  const chance = chanceFrom(1)
  const cookie = async (userName: string) => (await signIn(userName, [url], chance)).cookie
  return { grid: await cookie('grid'), community: await cookie('community'), admin: await cookie('admin') }
}

async function tasksOf(url: string, cookie: string, caseIds: readonly string[]): Promise<string[]> {
  const ids: string[] = []
  await rateOf(caseIds, inFlight, async (id) => {
    const answer = await fetch(`${url}/api/cases/${id}`, { headers: { cookie } })
    const { openTasks } = (await answer.json()) as { openTasks: TaskSummary[] }
    ids.push(...openTasks.map((task) => task.id))
  })
  return ids
}

function post(agent: Agent, url: string, cookie: string, body: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body)
    const headers = { cookie, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
    const asked = request(url, { method: 'POST', agent, headers }, (answer) => {
      let said = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => {
        said += part
      })
      answer.on('end', () => (answer.statusCode === 200 ? resolve(said) : reject(new Error(`${url}: ${said}`))))
    })
    asked.on('error', reject)
    asked.end(text)
  })
}
