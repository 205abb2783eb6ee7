import { type ChildProcess, spawn } from 'node:child_process'
import { freePort } from '../../support/free-port.ts'
import { type DataPlace, eventually } from '../../support/server.ts'

/** A real server in a process of its own, on the data of a place. */
export interface ChildServer {
  readonly url: string
  /** SIGKILL: the process gets no chance to tidy up. */
  readonly kill: () => Promise<void>
}

/** Starts one; it answers when this resolves. */
export async function childServer({ data, databaseUrl }: DataPlace): Promise<ChildServer> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const { DATABASE_URL: _, ...environment } = process.env
  const child: ChildProcess = spawn(process.execPath, ['tests/runtime/server/serve.ts'], {
    env: {
      ...environment,
      PORT: String(port),
      GEZHI_DATA: data,
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await eventually(() =>
    fetch(`${url}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    ),
  )
  const kill = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }
  return { url, kill }
}
