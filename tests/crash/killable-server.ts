import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { freePort } from '../support/free-port.ts'

/** Where the data of the servers lies. */
export interface Place {
  readonly data: string
  readonly databaseUrl?: string
}

/** A real server as a person starts it, in a process of its own that may be killed and started again. */
export interface KillableServer {
  readonly url: string
  /** Starts the process; it may take a while before it answers. */
  readonly launch: () => void
  /** Resolves when it answers. @throws where it ends by itself, or does not answer within three minutes. */
  readonly ready: () => Promise<void>
  /** SIGKILL: the process gets no chance to tidy up. */
  readonly kill: () => Promise<void>
  /** What is wrong with it although nobody killed it. */
  readonly complaints: () => readonly string[]
}

const patience = 180_000
const linesKept = 20

/** A server on a port of its own, not started yet. */
export async function killableServer({ data, databaseUrl }: Place): Promise<KillableServer> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const complaints: string[] = []
  let child: ChildProcess | undefined
  let printed: string[] = []

  const launch = () => {
    printed = []
    const { DATABASE_URL: _, NODE_ENV: __, ...environment } = process.env
    const launched = spawn(process.execPath, ['bin/gezhi.js', 'start'], {
      env: { ...environment, PORT: String(port), GEZHI_DATA: data, ...(databaseUrl && { DATABASE_URL: databaseUrl }) },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    launched.once('exit', (code) => {
      if (code !== null) complaints.push(`A server ended by itself with ${code}: ${printed.join(' ')}`)
    })
    createInterface({ input: launched.stderr }).on('line', (line) => {
      printed.push(line)
      if (printed.length > linesKept) printed.shift()
      if (/^\{"level":[56]0/.test(line)) complaints.push(`A server logged an error: ${line}`)
    })
    child = launched
  }

  return {
    url,
    launch,
    ready: async () => {
      for (const until = Date.now() + patience; Date.now() < until; ) {
        if (child?.exitCode != null) throw new Error(`The server ended with ${child.exitCode}: ${printed.join('\n')}`)
        if (await answers(url)) return
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      throw new Error(`The server did not answer within three minutes: ${printed.join('\n')}`)
    },
    kill: async () => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child?.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
    complaints: () => complaints,
  }
}

const answers = (url: string) =>
  fetch(`${url}/api/health`).then(
    async (response) => {
      await response.text()
      return response.ok
    },
    () => false,
  )
