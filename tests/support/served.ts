import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

/** A real server as a person starts it, in a process of its own, on an empty data folder. */
export interface Served {
  readonly url: string
  /** SIGKILL: the process gets no chance to tidy up. */
  readonly kill: () => Promise<void>
  /** Starts it again on the same data, after `kill`. */
  readonly restart: () => Promise<void>
  /** Kills it and removes its data. */
  readonly end: () => Promise<void>
  /** What it has printed since it was started last. */
  readonly printed: () => string
}

/** Starts `gezhi start` and waits for its first answer. */
export async function serve(): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'gezhi-e2e-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  let child: ChildProcess | undefined
  let printed = ''

  const start = async () => {
    printed = ''
    const { DATABASE_URL: _, NODE_ENV: __, ...environment } = process.env
    const started = spawn(process.execPath, ['bin/gezhi.js', 'start'], {
      env: { ...environment, PORT: String(port), GEZHI_DATA: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    started.stdout.on('data', (text) => (printed += text))
    started.stderr.on('data', (text) => (printed += text))
    for (let tries = 0; tries < 300; tries++) {
      if (started.exitCode !== null) throw new Error(`The server ended with ${started.exitCode}:\n${printed}`)
      if (await answers(url)) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error(`The server did not answer within 30 seconds:\n${printed}`)
  }
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child?.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }

  await start()
  return {
    url,
    kill,
    restart: start,
    end: async () => {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
    printed: () => printed,
  }
}

const answers = (url: string) =>
  fetch(`${url}/api/health`).then(
    (response) => response.ok,
    () => false,
  )
