import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ErrorAnswer, FileInfo } from '#runtime/api'
import { jpeg, type Paint, png } from '../../support/pictures.ts'
import { type Client, type DataPlace, dataPlace, type TestServer, testServer } from '../../support/server.ts'

let place: DataPlace
let server: TestServer
let grid: Client

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place)
  grid = await server.as('grid')
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

const upload = (name: string, content: Uint8Array) =>
  grid.request<FileInfo & ErrorAnswer>('POST', `/api/files?name=${encodeURIComponent(name)}`, content, {
    'content-type': 'application/octet-stream',
  })
const bytes = async (path: string) => {
  const { content } = (await server.deps.store.db
    .selectFrom(path.endsWith('thumbnail') ? 'file_thumbnail' : 'file_content')
    .select('content')
    .where('file_id', '=', path.split('/')[3]!)
    .executeTakeFirstOrThrow()) as { content: Uint8Array }
  return Buffer.from(content)
}
/** Of a JPEG that we have written: its frame header comes early. */
function sizeOf(content: Buffer) {
  for (let at = 2; ; at += 2 + content.readUInt16BE(at + 2)) {
    const marker = content[at + 1]!
    if (marker >= 0xc0 && marker <= 0xc2) return [content.readUInt16BE(at + 7), content.readUInt16BE(at + 5)]
  }
}

const sky: Paint = (x, y) => [120 + (x % 40), 160 + (y % 30), 220]

describe('an uploaded picture', () => {
  it('keeps nothing but its pixels: no place, no comment, nothing behind its end', async () => {
    const photo = await jpeg(640, 480, sky)
    const tail = Buffer.from('<script>alert(1)</script>PK\x03\x04 a zip')
    const { status, body } = await upload('外观.jpg', Buffer.concat([photo, tail]))

    expect([status, body.type, body.name]).toEqual([200, 'image/jpeg', '外观.jpg'])
    const kept = await bytes(`/api/files/${body.id}`)
    expect(kept.length).toBe(body.size)
    for (const gone of ['GPS', 'Exif', '<script', 'PK\x03\x04'])
      expect(kept.includes(gone, 0, 'latin1'), gone).toBe(false)
    expect(kept.subarray(-2)).toEqual(Buffer.from('ffd9', 'hex'))
    expect(sizeOf(kept)).toEqual([640, 480])
  })

  it('stands the right way up, however the phone was held', async () => {
    const { body } = await upload('竖拍.jpg', await jpeg(400, 200, sky, 6))

    expect(sizeOf(await bytes(`/api/files/${body.id}`))).toEqual([200, 400])
  })

  it('is at most 2560 pixels long, and small in lists', async () => {
    const { body } = await upload('大图.jpg', await jpeg(3000, 1500, sky))
    const small = await grid.get(`/api/files/${body.id}/thumbnail`)

    expect(sizeOf(await bytes(`/api/files/${body.id}`))).toEqual([2560, 1280])
    expect(small.headers.get('content-type')).toBe('image/jpeg')
    expect(small.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(sizeOf(await bytes(`/api/files/${body.id}/thumbnail`))).toEqual([320, 160])
  })

  it('becomes a JPEG, or WebP where it is transparent, and is named so', async () => {
    const opaque = await upload('照片.html', png(32, 16, sky))
    const signature = await upload(
      '签名.png',
      png(32, 16, (x) => [0, 0, 0, x > 8 ? 255 : 0]),
    )

    expect([opaque.body.type, opaque.body.name]).toEqual(['image/jpeg', '照片.jpg'])
    expect([signature.body.type, signature.body.name]).toEqual(['image/webp', '签名.webp'])
    expect((await bytes(`/api/files/${opaque.body.id}`)).includes('geo:')).toBe(false)
  })

  it('that was kept can be uploaded again', async () => {
    const { body } = await upload(
      '签名.png',
      png(32, 16, (x) => [0, 0, 0, x > 8 ? 255 : 0]),
    )
    const again = await upload('again.webp', await bytes(`/api/files/${body.id}`))

    expect([again.status, again.body.type]).toEqual([200, 'image/webp'])
  })
})

describe('a picture that is none, or too much, is refused in words', () => {
  it.each([
    ['HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 415, 'heic-image', 'HEIC'],
    ['a header without a picture', Buffer.from('ffd8ffe000104a464946000101', 'hex'), 415, 'broken-image', '损坏'],
    ['points that end too soon', png(64, 64, sky).subarray(0, 100), 415, 'broken-image', '损坏'],
    [
      'a pixel bomb',
      png(8, 8, sky, { width: 60_000, height: 60_000 }),
      415,
      'image-too-large',
      '60000×60000 像素，超过 2500 万像素',
    ],
    ['a header that claims more than there is', png(8, 8, sky, { width: 4000, height: 4000 }), 415, 'broken-image', ''],
    ['an animated GIF', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'), 415, 'unsupported-file', '不支持'],
  ])('%s', async (_what, content, status, code, words) => {
    const refused = await upload('photo.jpg', content)

    expect([refused.status, refused.body.code]).toEqual([status, code])
    expect(refused.body.message['zh-CN']).toContain(words)
    expect(refused.body.message.en).toMatch(/\w+\.$/)
  })

  it('30 MB: the limit is named', async () => {
    const photo = await jpeg(64, 64, sky)
    const { status, body } = await upload('夜景.jpg', Buffer.concat([photo, Buffer.alloc(30 * 1024 * 1024)]))

    expect([status, body.code]).toEqual([413, 'too-large'])
    expect(body.message['zh-CN']).toContain('10 MB')
  })

  it('and the server goes on with the next one', async () => {
    const photo = await jpeg(64, 64, sky)
    const bad = Buffer.concat([photo.subarray(0, photo.length / 2), Buffer.alloc(2000, 0xff)])
    const answers = await Promise.all(
      [bad, photo, png(64, 64, sky).subarray(0, 300), photo].map((one) => upload('a.jpg', one)),
    )

    expect(answers.map(({ status }) => status).filter((status) => status === 200).length).toBeGreaterThanOrEqual(2)
    expect(answers.every(({ status }) => status === 200 || status === 415)).toBe(true)
    expect((await grid.get('/api/health')).status).toBe(200)
  })
})
