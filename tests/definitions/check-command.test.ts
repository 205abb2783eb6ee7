import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CheckArguments, check } from '../../runtime/server/cli/check.ts'

const shipped = join(import.meta.dirname, '../../definitions/bundles')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gezhi-check-'))
  cpSync(join(shipped, 'rental-housing'), join(folder, 'rental-housing'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

async function checked(args: Partial<CheckArguments> = {}) {
  const lines: string[] = []
  const notes: string[] = []
  const out = { line: (text: string) => lines.push(text), note: (text: string) => notes.push(text) }
  const code = await check({ bundle: join(folder, 'rental-housing'), lang: 'zh-CN', ...args }, out)
  return { code, said: lines.join('\n'), notes: notes.join('\n') }
}

describe('gezhi check', () => {
  it('finds nothing wrong with a sound bundle and plays its scenarios', async () => {
    expect(await checked()).toEqual({
      code: 0,
      said: '✔ 出租房屋管理 1.0.0：没有错误，0 个提醒，7 个场景通过',
      notes: '',
    })
    expect((await checked({ lang: 'en' })).said).toBe(
      '✔ Rental housing 1.0.0: no errors, 0 warning(s), 7 scenario(s) passed',
    )
  })

  it('names file, node, what is wrong and what to do', async () => {
    const form = join(folder, 'rental-housing/forms/rental-recheck.form.json')
    rmSync(form)
    const { code, said } = await checked()

    expect(code).toBe(1)
    expect(said).toContain('错误  processes/rental-housing.bpmn › recheck  form-unknown')
    expect(said).toContain('“复查”使用的表单“rental-recheck”不存在')
    expect(said).toContain('处理：请改用已有的表单')
  })

  it('says the same as one JSON document', async () => {
    writeFileSync(join(folder, 'rental-housing/notes.txt'), 'x')
    const { code, said } = await checked({ json: true })

    expect(code).toBe(0)
    expect(JSON.parse(said)).toMatchObject({
      ok: true,
      bundle: 'rental-housing',
      version: '1.0.0',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      scenarios: 7,
      errors: 0,
      warnings: 1,
      findings: [{ severity: 'warning', code: 'file-not-read', file: 'notes.txt' }],
    })
  })

  it('fails where a scenario does not come out as it should', async () => {
    const actions = [{ start: {} }, { expect: { open: ['复查'] } }]
    const scenario = { id: 'wrong', title: { 'zh-CN': '写错的场景' }, process: 'rental-housing', actions }
    writeFileSync(join(folder, 'rental-housing/scenarios/wrong.json'), JSON.stringify(scenario))
    const { code, said } = await checked()

    expect(code).toBe(1)
    expect(said).toContain('错误  scenarios/wrong.json › 2  scenario-failed')
    expect(said).toContain('open 应为 ["复查"]，实际为 ["安全检查"]')
  })

  it('refuses links and files that are no text', async () => {
    symlinkSync('/etc/passwd', join(folder, 'rental-housing/forms/secret.form.json'))
    writeFileSync(join(folder, 'rental-housing/forms/photo.form.json'), Buffer.from([0xff, 0xd8, 0xff]))
    const { code, said } = await checked()

    expect(code).toBe(1)
    expect(said).toContain('forms/secret.form.json  bundle-link')
    expect(said).toContain('forms/photo.form.json  bundle-encoding')
    expect(said).not.toContain('root:')
  })

  it('says where a folder or a required bundle is missing', async () => {
    expect(await checked({ bundle: join(folder, 'nowhere') })).toMatchObject({
      code: 2,
      notes: expect.stringContaining('没有文件夹'),
    })

    const manifest = {
      id: 'rental-housing',
      version: '1.0.0',
      title: { 'zh-CN': '出租' },
      kind: 'module',
      requires: { base: '^9.0.0' },
    }
    writeFileSync(join(folder, 'rental-housing/bundle.json'), JSON.stringify(manifest))
    expect((await checked()).said).toContain('需要“base”^9.0.0，现有 1.0.0')
  })
})
