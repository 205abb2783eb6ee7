import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { check } from '../../runtime/server/cli/check.ts'
import { type NewArguments, newBundle } from '../../runtime/server/cli/new-bundle.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gezhi-new-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function made(args: Partial<NewArguments> & { readonly id: string }) {
  const said: string[] = []
  const out = { line: (text: string) => said.push(text), note: (text: string) => said.push(text) }
  const code = await newBundle({ to: join(folder, args.id), lang: 'zh-CN', ...args }, out)
  return { code, said: said.join('\n') }
}

async function checked(id: string) {
  const said: string[] = []
  const out = { line: (text: string) => said.push(text), note: (text: string) => said.push(text) }
  const code = await check({ bundle: join(folder, id), lang: 'zh-CN' }, out)
  return { code, said: said.join('\n') }
}

describe('gezhi new', () => {
  it('makes a module that passes the check with its scenario, whatever its title', async () => {
    expect((await made({ id: 'patrol', title: '巡查“事项” & <更多> $&', titleEn: 'A "patrol"' })).code).toBe(0)
    expect(await checked('patrol')).toEqual({
      code: 0,
      said: '✔ 巡查“事项” & <更多> $& 0.1.0：没有错误，0 个提醒，1 个场景通过',
    })
    expect(readFileSync(join(folder, 'patrol/processes/patrol.bpmn'), 'utf8')).not.toContain('my-module')
  })

  it('makes a layer for a region that adapts a module beside it and one that ships', async () => {
    await made({ id: 'patrol' })
    expect((await made({ id: 'county', layer: '330683', adapts: ['patrol', 'rental-housing'] })).code).toBe(0)
    expect(JSON.parse(readFileSync(join(folder, 'county/bundle.json'), 'utf8'))).toMatchObject({
      kind: 'layer',
      region: '330683',
      requires: { patrol: '^0.1.0', 'rental-housing': expect.stringMatching(/^\^1\./) },
    })
    expect((await checked('county')).code).toBe(0)
  })

  it('makes nothing under an id that cannot be one, for a bundle that is not there, or over a folder that is', async () => {
    for (const id of ['Bad', '__proto__', 'a b']) expect((await made({ id, to: join(folder, 'x') })).code, id).toBe(2)
    expect((await made({ id: 'x', layer: 'nowhere', adapts: [] })).code).toBe(2)
    expect((await made({ id: 'x', layer: '330683', adapts: ['../patrol'] })).said).toContain('没有定义包“../patrol”')
    expect(existsSync(join(folder, 'x'))).toBe(false)
    await made({ id: 'patrol' })
    expect((await made({ id: 'patrol' })).said).toContain('已存在')
  })
})
