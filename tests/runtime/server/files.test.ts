import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseDetail, FileInfo } from '#runtime/api'
import { type Client, type DataPlace, dataPlace, type TestServer, testServer } from '../../support/server.ts'
import { startRental } from './case-steps.ts'
import { registration } from './rental-answers.ts'

let place: DataPlace
let server: TestServer
let grid: Client
let community: Client
let department: Client

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place)
  grid = await server.as('grid')
  community = await server.as('community')
  department = await server.as('department')
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

/** A picture of one grey point. */
const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010800000000', 'hex'),
  Buffer.from('3a7e9b55', 'hex'),
  Buffer.from('0000000a49444154', 'hex'),
  deflateSync(Buffer.from([0, 128])),
  Buffer.from('000000000000000049454e44ae426082', 'hex'),
])
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')

const upload = (who: Client, name: string, content: Uint8Array) =>
  who.request<FileInfo & { code: string }>('POST', `/api/files?name=${encodeURIComponent(name)}`, content, {
    'content-type': 'application/octet-stream',
  })

describe('a file', () => {
  it('is kept under the type that its first bytes tell, whatever its name says', async () => {
    const { status, body } = await upload(grid, '照片.html', png)

    expect(status).toBe(200)
    expect(body).toMatchObject({ name: '照片.jpg', type: 'image/jpeg' })
  })

  it.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a script', '#!/bin/sh\nrm -rf /'],
    ['a program', '\x7fELF\x02\x01\x01'],
    ['nothing', ''],
  ])('is refused by its content, though named .jpg: %s', async (_what, text) => {
    const { status, body } = await upload(grid, 'photo.jpg', Buffer.from(text, 'latin1'))

    expect([status, body.code]).toEqual([415, 'unsupported-file'])
  })

  it('is refused above 10 MiB', async () => {
    const { status, body } = await upload(grid, 'big.png', Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)]))

    expect([status, body.code]).toEqual([413, 'too-large'])
  })

  it('comes back as an attachment that no browser opens in our name', async () => {
    const { body } = await upload(grid, '整改 报告.pdf', pdf)
    const { status, headers } = await grid.get(`/api/files/${body.id}`)

    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/pdf')
    expect(headers.get('content-disposition')).toMatch(/^attachment; .*filename\*=UTF-8''%E6%95%B4%E6%94%B9%20/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain('sandbox')
  })

  it('is seen by nobody but its uploader until an answer names it, then by those who see the case', async () => {
    const { body: file } = await upload(grid, 'house.png', png)
    expect((await community.get(`/api/files/${file.id}`)).status).toBe(404)
    const { id, name, type, size } = file
    await startRental(grid, { ...registration, housePhotos: [{ id, name, type, size }] })

    expect((await community.get(`/api/files/${file.id}`)).status).toBe(200)
    expect((await department.get(`/api/files/${file.id}`)).status).toBe(200)
  })

  it('is described by what the store knows, not by what the answer claims', async () => {
    const { body: file } = await upload(grid, 'house.png', png)
    const claim = { id: file.id, name: 'invoice.exe', type: 'image/gif', size: 1 }
    const { id } = await startRental(grid, { ...registration, housePhotos: [claim] })
    const { body } = await grid.get<CaseDetail>(`/api/cases/${id}`)

    expect(body.forms[0]?.answers.housePhotos).toEqual([
      { id: file.id, name: 'house.jpg', type: 'image/jpeg', size: file.size },
    ])
  })

  it('of someone else, or of another case, cannot be named in an answer', async () => {
    const { body: file } = await upload(community, 'theirs.png', png)
    const { id, name, type, size } = file
    const { status, body } = await grid.post<{ problems: unknown[] }>('/api/cases', {
      processId: 'rental-housing',
      region: '330683001003001',
      answers: { ...registration, housePhotos: [{ id, name, type, size }] },
      requestId: 'with-a-foreign-file',
    })

    expect(status).toBe(422)
    expect(body.problems).toEqual([
      expect.objectContaining({ code: 'file-unknown', path: '/housePhotos/0', fieldId: 'house-photos' }),
    ])
  })

  it('that does not exist is not found', async () => {
    expect((await grid.get('/api/files/01a20a0a-0000-7000-8000-000000000000')).status).toBe(404)
  })
})
