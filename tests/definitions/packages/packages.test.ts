import fc from 'fast-check'
import { strFromU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { newSigningKey, type TrustedKey, verifyPackage, writePackage } from '../../../runtime/server/packages/index.ts'
import { declaring, overlapping, zipOf } from './zips.ts'

const key = newSigningKey()
const office: TrustedKey = { name: '市级', publicKey: key.publicKey }
const what = { kind: 'bundle', id: 'base', version: '1.0.0' } as const
const files = new Map([
  ['bundle.json', '{"id":"base"}'],
  ['codelists/性别.json', '{"id":"性别"}'],
])
const good = () => Buffer.from(writePackage(what, files, key))
const codes = async (bytes: Buffer, trusted: readonly TrustedKey[] = [office], allowUnsigned = false) => {
  const { package: opened, findings } = await verifyPackage(bytes, trusted, { allowUnsigned })
  return { opened: opened !== undefined, codes: findings.map(({ code }) => code) }
}
/** The package with some of its files replaced, added or (undefined) left out, as a tamperer would write it. */
const tampered = (changes: Record<string, string | undefined>) => {
  const entries = { ...unzipSync(good()) }
  for (const [path, text] of Object.entries(changes)) {
    if (text === undefined) delete entries[path]
    else entries[path] = new TextEncoder().encode(text)
  }
  return Buffer.from(zipSync(entries))
}

describe('a package', () => {
  it('gives back the files that went in, and says who signed them', async () => {
    const { package: opened, findings } = await verifyPackage(good(), [office])
    expect(findings).toEqual([])
    expect(opened?.files).toEqual(files)
    expect(opened?.signedBy).toBe('市级')
    expect(opened?.manifest).toMatchObject(what)
  })

  it('has the same bytes whatever the order of the files and the time zone', () => {
    const before = process.env.TZ
    process.env.TZ = 'America/Los_Angeles'
    const elsewhere = writePackage(what, new Map([...files].reverse()), key)
    process.env.TZ = before
    expect(Buffer.from(elsewhere).equals(good())).toBe(true)
  })

  it('gives back any texts at all', async () => {
    const path = fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8})?$/)
    await fc.assert(
      fc.asyncProperty(fc.dictionary(path, fc.string({ unit: 'grapheme' })), async (texts) => {
        const wanted = new Map(Object.entries(texts).filter(([name]) => !name.startsWith('gezhi')))
        const { package: opened } = await verifyPackage(Buffer.from(writePackage(what, wanted, key)), [office])
        expect(opened?.files).toEqual(wanted)
      }),
      { numRuns: 50 },
    )
  })
})

describe('a package is refused', () => {
  it('when a file was altered, taken out or added', async () => {
    expect(await codes(tampered({ 'bundle.json': '{"id":"evil"}' }))).toEqual({
      opened: false,
      codes: ['package-file-altered'],
    })
    expect(await codes(tampered({ 'bundle.json': undefined }))).toEqual({
      opened: false,
      codes: ['package-file-missing'],
    })
    expect(await codes(tampered({ 'roles/x.json': '{}' }))).toEqual({ opened: false, codes: ['package-file-added'] })
  })

  it('when the manifest was altered to fit altered files', async () => {
    const manifest = strFromU8(unzipSync(good())['gezhi-package.json']!)
    const bytes = tampered({ 'gezhi-package.json': manifest.replace('1.0.0', '9.0.0') })
    expect(await codes(bytes)).toEqual({ opened: false, codes: ['package-signature-wrong'] })
    expect(await codes(tampered({ 'gezhi-package.sig.json': '{"algorithm":"none"}' }))).toEqual({
      opened: false,
      codes: ['package-signature-wrong'],
    })
    expect(await codes(tampered({ 'gezhi-package.json': undefined }))).toMatchObject({
      codes: ['package-manifest-missing'],
    })
  })

  it('when nobody signed it, but for who allows that, who is warned', async () => {
    const bytes = Buffer.from(writePackage(what, files))
    expect(await codes(bytes)).toEqual({ opened: false, codes: ['package-unsigned'] })
    expect(await codes(bytes, [office], true)).toEqual({ opened: true, codes: ['package-unsigned'] })
    expect((await verifyPackage(bytes, [], { allowUnsigned: true })).findings[0]?.severity).toBe('warning')
  })

  it('when the key that signed it is unknown or was revoked, even where unsigned ones are allowed', async () => {
    const stranger: TrustedKey = { name: '别处', publicKey: newSigningKey().publicKey }
    expect(await codes(good(), [stranger], true)).toEqual({ opened: false, codes: ['package-key-unknown'] })
    expect(await codes(good(), [{ ...office, revoked: true }])).toEqual({
      opened: false,
      codes: ['package-key-revoked'],
    })
  })

  it('when it is cut short, or is no zip at all', async () => {
    const bytes = good()
    for (const cut of [0, 10, bytes.length >> 1, bytes.length - 1]) {
      expect(await codes(bytes.subarray(0, cut))).toEqual({ opened: false, codes: ['package-broken'] })
    }
    expect(await codes(Buffer.from('not a zip'))).toEqual({ opened: false, codes: ['package-broken'] })
  })
})

describe('a zip is refused', () => {
  it.each([
    ['../evil.json', 'bundle-path'],
    ['a/../../evil.json', 'bundle-path'],
    ['/etc/passwd', 'bundle-path'],
    ['C:/evil.json', 'bundle-path'],
    ['a\\..\\b.json', 'bundle-path'],
  ])('when a name leads out of it: %s', async (name, code) => {
    expect(await codes(zipOf([{ name }]))).toEqual({ opened: false, codes: [code] })
  })

  it('when it holds a link, a device, a name twice, a zip, or what is no text', async () => {
    expect(await codes(zipOf([{ name: 'forms', mode: 0o120777, content: '/etc' }]))).toMatchObject({
      codes: ['bundle-link'],
    })
    expect(await codes(zipOf([{ name: 'dev', mode: 0o020666 }]))).toMatchObject({ codes: ['bundle-link'] })
    expect(await codes(zipOf([{ name: 'a.json' }, { name: 'a.json' }]))).toMatchObject({
      codes: ['package-name-twice'],
    })
    expect(await codes(zipOf([{ name: 'more.zip', content: good() }]))).toMatchObject({ codes: ['package-nested'] })
    expect(await codes(zipOf([{ name: 'photo.jpg', content: Uint8Array.of(0xff, 0xd8, 0xff) }]))).toMatchObject({
      codes: ['bundle-encoding'],
    })
  })

  it('when more comes out than it declares, or more than is allowed', async () => {
    const bomb = zipOf([{ name: 'bomb.json', content: new Uint8Array(20_000_000) }])
    expect(bomb.length).toBeLessThan(50_000)
    expect(await codes(bomb)).toEqual({ opened: false, codes: ['bundle-too-large'] })
    expect(await codes(declaring(bomb, 10))).toEqual({ opened: false, codes: ['package-broken'] })
  })

  it('when two entries share their bytes', async () => {
    const bytes = overlapping(
      zipOf([
        { name: 'a.json', content: '{}' },
        { name: 'b.json', content: '{}' },
      ]),
    )
    expect(await codes(bytes)).toEqual({ opened: false, codes: ['package-broken'] })
  })

  it('when it holds 100,000 files', async () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`f${at}`, new Uint8Array()])), {
      level: 0,
    })
    expect(await codes(Buffer.from(many))).toEqual({ opened: false, codes: ['bundle-too-many-files'] })
  })
})
