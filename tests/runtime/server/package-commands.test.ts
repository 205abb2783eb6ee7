import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { addKey, listKeys, newKey, removeKey } from '../../../runtime/server/cli/keys.ts'
import { pack } from '../../../runtime/server/cli/pack.ts'
import { verify } from '../../../runtime/server/cli/verify.ts'
import { type DataPlace, dataPlace } from '../../support/server.ts'

const shipped = join(import.meta.dirname, '../../../definitions/bundles')
let place: DataPlace
let folder: string

beforeAll(async () => {
  place = await dataPlace()
  vi.stubEnv('GEZHI_DATA', place.data)
  vi.stubEnv('DATABASE_URL', place.databaseUrl ?? '')
  folder = mkdtempSync(join(tmpdir(), 'gezhi-packages-'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
  await place.remove()
})

/** Runs a command and gives its exit code with what it printed, the first line read as JSON. */
async function ran(command: (out: { line: (text: string) => void; note: (text: string) => void }) => Promise<number>) {
  const lines: string[] = []
  const notes: string[] = []
  const code = await command({ line: (text) => lines.push(text), note: (text) => notes.push(text) })
  const said = lines[0]?.startsWith('{') || lines[0]?.startsWith('[') ? JSON.parse(lines[0]) : undefined
  return { code, said, text: [...lines, ...notes].join('\n') }
}

const at = (name: string) => join(folder, name)
const json = { json: true } as const

describe('packages on the command line', () => {
  it('are made, trusted by the key of their maker, and no longer once that is revoked', async () => {
    const { said: key } = await ran((out) => newKey(at('city'), json, out))
    expect(statSync(at('city')).mode & 0o077).toBe(0)
    const packed = await ran((out) =>
      pack({ ...json, bundle: join(shipped, 'base'), out: at('base.zip'), key: at('city') }, out),
    )
    expect(packed).toMatchObject({ code: 0, said: { ok: true, id: 'base', key: key.id } })

    const checked = () => ran((out) => verify({ ...json, file: at('base.zip') }, out))
    expect(await checked()).toMatchObject({ code: 1, said: { findings: [{ code: 'package-key-unknown' }] } })
    expect(await ran((out) => addKey(at('city.pub'), { ...json, name: '绍兴市' }, out))).toMatchObject({ code: 0 })
    expect(await checked()).toMatchObject({ code: 0, said: { ok: true, signedBy: '绍兴市' } })
    expect((await ran((out) => listKeys(json, out))).said).toMatchObject([{ id: key.id, name: '绍兴市' }])

    expect(await ran((out) => removeKey(key.id.slice(0, 12), json, out))).toMatchObject({ code: 0 })
    expect(await checked()).toMatchObject({ code: 1, said: { findings: [{ code: 'package-key-revoked' }] } })
    expect(await ran((out) => addKey(at('city.pub'), { ...json, name: '绍兴市' }, out))).toMatchObject({ code: 1 })
  })

  it('are verified by named keys alone where there is no installation', async () => {
    await ran((out) => newKey(at('county'), json, out))
    await ran((out) =>
      pack({ bundle: join(shipped, 'base'), out: at('county.zip'), key: at('county'), lang: 'zh-CN' }, out),
    )

    const { code, text } = await ran((out) =>
      verify({ file: at('county.zip'), keys: [at('county.pub')], lang: 'zh-CN' }, out),
    )
    expect(code).toBe(0)
    expect(text).toContain('完好')
  })

  it('are not made of a broken bundle, and no half of a file is left', async () => {
    cpSync(join(shipped, 'base'), at('broken'), { recursive: true })
    writeFileSync(at('broken/codelists/gender.json'), '{')
    const { code, text } = await ran((out) => pack({ bundle: at('broken'), out: at('broken.zip'), lang: 'zh-CN' }, out))
    expect(code).toBe(1)
    expect(text).toContain('codelists/gender.json')
    expect(existsSync(at('broken.zip'))).toBe(false)
  })

  it('say what is amiss with a file or a key that is none', async () => {
    expect((await ran((out) => verify({ file: at('nowhere.zip') }, out))).code).toBe(2)
    expect((await ran((out) => pack({ bundle: at('nowhere') }, out))).code).toBe(2)
    expect(
      (
        await ran((out) =>
          pack({ bundle: join(shipped, 'base'), out: at('x.zip'), key: join(shipped, 'base/bundle.json') }, out),
        )
      ).code,
    ).toBe(2)
    expect((await ran((out) => addKey(at('city'), { name: '私钥' }, out))).code).toBe(2)
    expect((await ran((out) => removeKey('ffff', {}, out))).code).toBe(2)
    const before = readFileSync(at('city'), 'utf8')
    expect((await ran((out) => newKey(at('city'), {}, out))).code).toBe(2)
    expect(readFileSync(at('city'), 'utf8')).toBe(before)
  })
})
