import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../support/free-port.ts'
import { client, type DataPlace, dataPlace, eventually } from '../../support/server.ts'
import { grid, registration } from './rental-answers.ts'

let place: DataPlace

beforeAll(async () => {
  place = await dataPlace('nothing')
})
afterAll(() => place.remove())

interface Ended {
  readonly code: number | null
  readonly printed: string
}

/** Runs `gezhi` in a process of its own, as a person does. */
function gezhi(args: readonly string[], { input = '', env = {} as Record<string, string> } = {}) {
  const { DATABASE_URL: _, NODE_ENV: __, ...environment } = process.env
  const child = spawn(process.execPath, ['bin/gezhi.js', ...args], {
    env: {
      ...environment,
      GEZHI_DATA: place.data,
      ...(place.databaseUrl && { DATABASE_URL: place.databaseUrl }),
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += text))
  child.stdin.end(input)
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, printed })))
  return { child, ended, printed: () => printed }
}

describe('gezhi start', () => {
  it('does not start the demo in production unless it is told to', async () => {
    const { code, printed } = await gezhi(['start'], { env: { NODE_ENV: 'production' } }).ended

    expect(code).toBe(2)
    expect(printed).toMatch(/--no-demo/)
    expect(printed).toMatch(/演示/)
  })

  it('without the demo asks for an administrator before anything else', async () => {
    const { code, printed } = await gezhi(['start', '--no-demo']).ended

    expect(code).toBe(1)
    expect(printed).toContain('--admin-name')
  })

  it('without the demo makes the first administrator with the password from stdin, and ends when told', async () => {
    const port = await freePort()
    const server = gezhi(['start', '--no-demo', '--admin-name', 'root'], {
      input: 'a good long password\n',
      env: { PORT: String(port), NODE_ENV: 'production' },
    })
    await eventually(async () => server.printed().includes(`http://localhost:${port}`))
    const root = client(`http://127.0.0.1:${port}`)
    const { status } = await root.post('/api/session', { userName: 'root', password: 'a good long password' })
    const { body } = await root.get<{ items: unknown[] }>('/api/definitions?region=330683')

    expect(status).toBe(200)
    expect(body.items.length).toBeGreaterThan(5)
    expect(server.printed()).not.toContain('gezhi-demo')
    server.child.kill('SIGTERM')
    expect((await server.ended).code).toBe(0)
  })

  it('says which port is taken', async () => {
    const taken = createServer()
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, () => {
        const address = taken.address()
        resolve(address && typeof address === 'object' ? address.port : 0)
      })
    })
    const { code, printed } = await gezhi(['start', '--no-demo'], { env: { PORT: String(port) } }).ended
    taken.close()

    expect(code).toBe(1)
    expect(printed).toContain(`端口 ${port} 已被占用`)
  })
})

describe('gezhi import-cases', () => {
  it('prints each bad cell and a summary, and exits with 1', async () => {
    const file = join(place.data, 'cases.csv')
    const { tenants: _, ...fields } = registration
    const row = (values: object) => Object.values(values).join(',')
    writeFileSync(file, `${Object.keys(fields).join(',')}\n${row(fields)}\n${row({ ...fields, rooms: 'many' })}\n`)
    const { code, printed } = await gezhi([
      'import-cases',
      file,
      '--process',
      'rental-housing',
      '--region',
      grid.slice(0, 12),
    ]).ended

    expect(printed).toContain('第 3 行，“rooms”列')
    expect(printed).toContain('2 rows: 1 good, 1 bad; 1 cases started')
    expect(code).toBe(1)
  })
})

describe('the command line', () => {
  it('names its commands, and an unknown one is refused', async () => {
    const [help, unknown] = await Promise.all([gezhi(['--help']).ended, gezhi(['strat']).ended])

    for (const command of ['start', 'check', 'simulate', 'import-cases']) expect(help.printed).toContain(command)
    expect(help.code).toBe(0)
    expect(unknown.code).toBe(2)
    expect(unknown.printed).toContain('start')
    expect((await gezhi(['--version']).ended).printed.trim()).toBe(
      (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version,
    )
  })
})
