import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Coverage } from '#definitions'
import { type TestArguments, test } from '../../runtime/server/cli/test.ts'

const shipped = join(import.meta.dirname, '../../definitions/templates/my-module')
let folder: string
let scenario: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gezhi-test-'))
  cpSync(shipped, folder, { recursive: true })
  scenario = join(folder, 'scenarios/sent-back-once.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

async function tested(args: Partial<TestArguments> = {}) {
  const said: string[] = []
  const out = { line: (text: string) => said.push(text), note: (text: string) => said.push(text) }
  const code = await test({ bundle: folder, lang: 'zh-CN', ...args }, out)
  return { code, said: said.join('\n') }
}

const broken = (text: string) => text.replace('"open": ["补充情况"]', '"open": ["办理"]')

describe('gezhi test', () => {
  it('plays each scenario and says what they cover', async () => {
    const file = join(folder, 'coverage.json')
    const { code, said } = await tested({ coverage: file })

    expect(code).toBe(0)
    expect(said).toContain('✔ sent-back-once  退回补充一次后办结')
    expect(said).toContain('元素  5/5  100%')
    const { processes } = JSON.parse(readFileSync(file, 'utf8')) as Coverage
    expect(processes.map(({ id }) => id)).toEqual(['my-module'])
    expect(processes[0]?.flows.every(({ times }) => times > 0)).toBe(true)
  })

  it('fails where a scenario does, or too little is covered, and says which', async () => {
    expect(await tested({ min: '100', only: 'nothing' })).toMatchObject({ code: 1 })
    writeFileSync(scenario, broken(readFileSync(scenario, 'utf8')))
    const { code, said } = await tested()
    expect(code).toBe(1)
    expect(said).toContain('✘ sent-back-once')
    expect(said).toContain('scenarios/sent-back-once.json › 4  scenario-failed')
    expect(JSON.parse((await tested({ json: true })).said)).toMatchObject({ ok: false, scenarios: [{ ok: false }] })
    expect((await tested({ bundle: join(folder, 'nowhere') })).code).toBe(2)
    expect((await tested({ min: 'much' })).code).toBe(2)
  })

  it('plays them again after each change, until it is told to end', async () => {
    const child = spawn(process.execPath, ['bin/gezhi.js', 'test', folder, '--watch', '--lang', 'en'])
    let said = ''
    child.stdout.on('data', (text) => (said += text))
    const until = async (words: string) => {
      for (let tries = 0; tries < 400 && !said.includes(words); tries += 1)
        await new Promise((go) => setTimeout(go, 50))
      expect(said).toContain(words)
    }
    await until('elements')
    writeFileSync(scenario, broken(readFileSync(scenario, 'utf8')))
    await until('✘ sent-back-once')
    child.kill('SIGINT')
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1)
  })
})
