import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { simulate } from '../../runtime/server/cli/simulate.ts'
import { diagram } from '../engine/diagram.ts'

const rental = join(import.meta.dirname, '../../definitions/bundles/rental-housing')
const leave = diagram('<startEvent id="s"/><userTask id="apply" name="申请"/><endEvent id="e"/>', 's -> apply -> e')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gezhi-simulate-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function simulated(
  files: readonly string[],
  scenario: unknown,
  options: { jobs?: 'auto' | 'manual'; lang?: string } = {},
) {
  const lines: string[] = []
  const notes: string[] = []
  const path = typeof scenario === 'string' ? scenario : written('scenario.json', JSON.stringify(scenario))
  const out = { line: (text: string) => lines.push(text), note: (text: string) => notes.push(text) }
  const code = await simulate({ files, scenario: path, lang: 'en', ...options }, out)
  return { code, lines: lines.map((line) => JSON.parse(line)), notes: notes.join('\n') }
}

describe('gezhi simulate', () => {
  it('prints where everything stands after each action', async () => {
    const { code, lines, notes } = await simulated(
      [written('leave.bpmn', leave)],
      [{ start: { variables: { days: 2 } } }, { expect: { open: ['apply'] } }, { complete: '申请' }],
    )

    expect({ code, notes }).toEqual({ code: 0, notes: '' })
    expect(lines).toHaveLength(3)
    expect(lines[0]).toEqual({
      open: ['申请'],
      waiting: [],
      timers: 0,
      subscriptions: [],
      incidents: [],
      ended: false,
      variables: { days: 2 },
    })
    expect(lines[2]).toMatchObject({ open: [], ended: true })
  })

  it('plays the scenarios of a bundle on its process and decisions', async () => {
    const files = [join(rental, 'processes/rental-housing.bpmn'), join(rental, 'decisions/rental-risk.dmn')]

    expect((await simulated(files, join(rental, 'scenarios/second-failure.json'))).code).toBe(0)
    expect(
      (await simulated(files, join(rental, 'scenarios/rectified.json'), { jobs: 'manual' })).lines[1],
    ).toMatchObject({
      open: [],
      waiting: ['send-notice'],
    })
  })

  it('stops with the reason where an expectation does not hold', async () => {
    const actions = [{ start: {} }, { expect: { open: ['审批'] } }, { complete: 'apply' }]
    const { code, lines, notes } = await simulated([written('leave.bpmn', leave)], actions)

    expect({ code, lines: lines.length }).toEqual({ code: 1, lines: 2 })
    expect(notes).toBe('Step 2 (expect): open should be ["审批"], but is ["申请"]')
  })

  it('refuses what cannot be run, with the element', async () => {
    const broken = leave.replace(
      '<userTask id="apply" name="申请"/>',
      '<userTask id="apply"/><businessRuleTask id="judge"/>',
    )
    const { code, lines, notes } = await simulated([written('broken.bpmn', broken)], [{ start: {} }])

    expect({ code, lines }).toEqual({ code: 2, lines: [] })
    expect(notes).toContain('judge')
  })

  it('refuses files that are missing, no XML, or a scenario that is none', async () => {
    const file = written('leave.bpmn', leave)

    expect(await simulated([join(folder, 'none.bpmn')], [{ start: {} }])).toMatchObject({
      code: 2,
      notes: expect.stringContaining('none.bpmn'),
    })
    expect(await simulated([written('text.bpmn', 'hello')], [{ start: {} }])).toMatchObject({
      code: 2,
      notes: expect.stringContaining('text.bpmn'),
    })
    expect(await simulated([file], written('bad.json', '[{]'))).toMatchObject({
      code: 2,
      notes: expect.stringContaining('line 1, column 3'),
    })
    expect(await simulated([file], [{ begin: {} }])).toMatchObject({ code: 2, notes: expect.stringContaining('/0') })
  })

  it('takes files of other tools as they are, and says what means nothing to it', async () => {
    const foreign = diagram(
      '<startEvent id="s"/><userTask id="apply" camunda:assignee="demo"/><serviceTask id="tell" camunda:class="x.Y"/><sendTask id="post"/><endEvent id="e"/>',
      's -> apply -> tell -> post -> e',
    ).replace('<definitions', '<definitions xmlns:camunda="http://camunda.org/schema/1.0/bpmn"')
    const actions = [{ start: {} }, { complete: 'apply' }, { job: { element: 'tell', result: { told: true } } }]
    const { code, lines, notes } = await simulated([written('foreign.bpmn', foreign)], actions)

    expect(code).toBe(0)
    expect(lines.at(-1)).toMatchObject({ waiting: ['post'], variables: { told: true } })
    expect(notes).toContain('The "camunda:" extensions are kept')
    expect(notes).toContain('foreign.bpmn › tell: It names no job type')
  })

  it('reads files in the encoding they declare', async () => {
    const gbk = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="GBK"?>'),
      Buffer.from(leave.replace(/<\?xml.*?\?>/, '').split('申请')[0]!),
      Buffer.from([0xc9, 0xea, 0xc7, 0xeb]),
      Buffer.from(leave.split('申请')[1]!),
    ])

    expect((await simulated([written('gbk.bpmn', gbk)], [{ start: {} }])).lines[0]).toMatchObject({ open: ['申请'] })
    const latin = Buffer.from(leave.replace('UTF-8', 'ISO-8859-1').replace('申请', 'Pr\u00fcfen'), 'latin1')
    expect((await simulated([written('latin.bpmn', latin)], [{ start: {} }])).lines[0]).toMatchObject({
      open: ['Prüfen'],
    })
  })
})
