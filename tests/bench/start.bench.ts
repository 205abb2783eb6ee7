import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Figure } from '../../scripts/bench.ts'
import { freePort } from '../support/free-port.ts'

const runs = 5
const bareServer = `require('node:http').createServer((_, answer) => answer.end('{}')).listen(process.env.PORT)`

/** Milliseconds from the command to the first answer, on data that is installed; the baseline is a bare Node server. */
export async function run(report: (figure: Figure) => void): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'gezhi-start-'))
  try {
    const gezhi = ['bin/gezhi.js', 'start']
    await firstAnswer(gezhi, data)
    const ours: number[] = []
    const bare: number[] = []
    for (let turn = 0; turn < runs; turn += 1) {
      ours.push(await firstAnswer(gezhi, data))
      bare.push(await firstAnswer(['-e', bareServer], data))
    }
    const value = median(ours)
    const baseline = median(bare)
    report({ name: 'first-answer', value, unit: 'ms', baseline, ratio: value / baseline })
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

async function firstAnswer(args: readonly string[], data: string): Promise<number> {
  const port = await freePort()
  const { DATABASE_URL: _, ...environment } = process.env
  const began = performance.now()
  const child = spawn(process.execPath, args, {
    env: { ...environment, PORT: String(port), GEZHI_DATA: data },
    stdio: 'ignore',
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  try {
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    return performance.now() - began
  } finally {
    child.kill('SIGKILL')
    await gone
  }
}

const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/api/health`).then(
    (response) => response.ok,
    () => false,
  )

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
