import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseDetail, CaseSummary } from '#runtime/api'
import { type BadCell, ImportRefusedError, importCases } from '#runtime/server'
import { type DataPlace, dataPlace, type TestServer, testServer } from '../../support/server.ts'
import { grid } from './rental-answers.ts'

let place: DataPlace
let server: TestServer

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place)
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

const header =
  'ownerName,ownerCitizenId,ownerPhone,address,use,rentMode,area,rooms,tenants[0].name,tenants[0].idDocumentType,tenants[0].idNumber'
const row = (address: string, rooms = '2') =>
  `测试出租人,999901199003070017,13800000000,${address},01,whole,60.5,${rooms},测试承租人,111,999901198506150022`

function csv(lines: readonly string[], encode: (text: string) => Uint8Array = Buffer.from) {
  const file = join(place.data, `import-${Math.random().toString(36).slice(2)}.csv`)
  writeFileSync(file, encode(`${lines.join('\r\n')}\r\n`))
  return file
}

async function run(file: string, { region = grid, dryRun = false }: { region?: string | null; dryRun?: boolean } = {}) {
  const bad: BadCell[] = []
  const report = await importCases(
    server.deps,
    { file, processId: 'rental-housing', region: region ?? undefined, dryRun },
    { bad: (cell) => bad.push(cell), progress: () => {} },
  )
  return { ...report, cells: bad }
}

const cases = async (search: string) =>
  (await (await server.as('leader')).get<{ items: CaseSummary[] }>('/api/cases?limit=100')).body.items.filter(
    ({ title }) => title.includes(search),
  )

describe('importing cases from a CSV file', () => {
  it('starts one a row, as if each form had been filled', async () => {
    const report = await run(csv([header, row('甲路1号'), row('甲路2号')]))

    expect(report).toMatchObject({ rows: 2, good: 2, bad: 0, started: 2, before: 0 })
    const [one] = await cases('甲路1号')
    const { body } = await (await server.as('leader')).get<CaseDetail>(`/api/cases/${one?.id}`)
    expect(body.forms[0]?.answers).toMatchObject({ area: 60.5, rooms: 2, tenants: [{ name: '测试承租人' }] })
    expect(body.openTasks.map(({ elementId }) => elementId)).toEqual(['inspect'])
  })

  it('adds nothing twice when it is run again, and one more for a row that is new', async () => {
    const lines = [header, row('乙路1号'), row('乙路1号'), row('乙路2号')]
    expect((await run(csv(lines))).started).toBe(3)
    const again = await run(csv([...lines, row('乙路3号')]))

    expect(again).toMatchObject({ started: 1, before: 3 })
    expect(await cases('乙路')).toHaveLength(4)
  })

  it('tells line, column and reason of each bad row, and takes the good ones', async () => {
    const lines = [
      header,
      row('丙路1号'),
      row('丙路2号', 'many'),
      row('丙路3号').replace('999901199003070017', '1'),
      row('丙路4号'),
    ]
    const { cells, ...report } = await run(csv(lines))

    expect(report).toMatchObject({ rows: 4, good: 2, bad: 2, started: 2 })
    expect(cells.map(({ line, column }) => [line, column])).toEqual([
      [3, 'rooms'],
      [4, 'ownerCitizenId'],
    ])
    expect(cells.every(({ reason }) => /[一-龥]/.test(reason))).toBe(true)
  })

  it('only looks in a dry run', async () => {
    expect(await run(csv([header, row('丁路1号')]), { dryRun: true })).toMatchObject({ good: 1, started: 0 })
    expect(await cases('丁路')).toEqual([])
  })

  it('understands titles as headers, names of choices, a region column, and what Excel writes in China', async () => {
    const titles = await headerTitles()
    const [use, rentMode] = [await choice('rental-use'), await choice('rent-mode')]
    const values = `330683001003002,测试出租人,999901199003070017,13800000000,戊路1号,${use},${rentMode},60,2`
    const report = await run(csv([`网格,${titles.join(',')}`, values], gb18030), { region: '网格' })

    expect(report).toMatchObject({ rows: 1, started: 1 })
    expect((await cases('戊路1号'))[0]?.region).toBe('330683001003002')
  })

  it('keeps what looks like a formula as the text it is', async () => {
    await run(csv([header, row('=HYPERLINK("己路")').replace('=HYPERLINK("己路")', '"=HYPERLINK(""己路"")"')]))

    expect((await cases('己路'))[0]?.title).toBe('=HYPERLINK("己路")')
  })

  it('refuses a file whose header it does not understand, by name', async () => {
    await expect(run(csv(['ownerName,colour', 'a,red']))).rejects.toThrow(ImportRefusedError)
    await expect(run(csv(['ownerName,colour', 'a,red']))).rejects.toThrow(/colour/)
    await expect(run(csv([header, row('庚路')]), { region: 'community' })).rejects.toThrow(/community/)
  })

  it('takes the region from the column 区域, else the only region with definitions', async () => {
    await run(csv([`${header},区域`, `${row('壬路1号')},330683001003002`]), { region: null })
    expect((await cases('壬路1号'))[0]?.region).toBe('330683001003002')

    await run(csv([header, row('壬路2号')]), { region: null })
    expect((await cases('壬路2号'))[0]?.region).toBe('330683')
  })

  it('tells of a region that does not exist', async () => {
    const { cells } = await run(csv([header, row('辛路')]), { region: '999999999999999' })

    expect(cells).toEqual([{ line: 2, column: undefined, reason: expect.stringContaining('999999999999999') }])
  })
})

const definition = async () => {
  const { release } = await server.deps.releases.readyAt(grid)
  return release
}

async function headerTitles() {
  const form = (await definition()).forms['rental-registration']
  const wanted = ['ownerName', 'ownerCitizenId', 'ownerPhone', 'address', 'use', 'rentMode', 'area', 'rooms']
  const text = JSON.stringify(form)
  return wanted.map(
    (property) => new RegExp(`"property":"${property}","title":\\{"zh-CN":"([^"]+)"`).exec(text)?.[1] ?? property,
  )
}

const choice = async (list: string) => (await definition()).codeLists[list]?.codes[0]?.title['zh-CN'] ?? ''

/** Node decodes GB18030 but does not encode it: the bytes are found by decoding all of them. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const bytes = new Map<string, number[]>()
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) bytes.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  }
  return Uint8Array.from([...text].flatMap((sign) => (sign < '\x80' ? [sign.charCodeAt(0)] : (bytes.get(sign) ?? []))))
}
