import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readBpmn, writeBpmn } from '#engine'
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

  it('lets a multi-instance loop name a variable where the standard asks for a data item', async () => {
    const loop = `<multiInstanceLoopCharacteristics><loopDataInputRef>units</loopDataInputRef><inputDataItem id="i" name="unit"/></multiInstanceLoopCharacteristics>`
    const visits = diagram(
      `<startEvent id="s"/><userTask id="visit">${loop}</userTask><endEvent id="e"/>`,
      's -> visit -> e',
    )
    const start = { start: { variables: { units: ['fire', 'police'] } } }
    const { code, lines } = await simulated([written('visits.bpmn', visits)], [start])
    expect({ code, open: lines[0].open }).toEqual({ code: 0, open: ['visit', 'visit'] })
  })

  it('runs a script that the standard writes in FEEL', async () => {
    const sum = diagram(
      `<startEvent id="s"/><scriptTask id="sum" scriptFormat="feel"><script>price * count</script></scriptTask><userTask id="pay"/><endEvent id="e"/>`,
      's -> sum -> pay -> e',
    )
    const start = { start: { variables: { price: 3, count: 4 } } }
    const { code, lines } = await simulated([written('sum.bpmn', sum)], [start])
    expect({ code, variables: lines[0].variables }).toEqual({ code: 0, variables: { price: 3, count: 4, sum: 12 } })
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
      '<userTask id="apply"/><callChoreography id="judge"/>',
    )
    const { code, lines, notes } = await simulated([written('broken.bpmn', broken)], [{ start: {} }])

    expect({ code, lines }).toEqual({ code: 2, lines: [] })
    expect(notes).toContain('judge')
  })

  it('runs what is merely doubtful, and tells of it', async () => {
    const doubtful = leave.replace('<userTask id="apply" name="申请"/>', '<userTask id="apply"/><userTask id="loose"/>')
    const { code, notes } = await simulated(
      [written('doubtful.bpmn', doubtful)],
      [{ start: {} }, { complete: 'apply' }],
    )

    expect(code).toBe(0)
    expect(notes).toContain('warning  ')
    expect(notes).toContain('loose: "loose" can never be reached')
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

  it('reads two-byte text with a mark and without', async () => {
    const wide = leave.replace('UTF-8', 'UTF-16')
    const little = Buffer.from(wide, 'utf16le')
    const files = [
      Buffer.from(`\ufeff${wide}`, 'utf16le'),
      Buffer.from(`\ufeff${wide}`, 'utf16le').swap16(),
      little,
      Buffer.from(little).swap16(),
    ]
    for (const [index, bytes] of files.entries()) {
      const { lines } = await simulated([written(`wide-${index}.bpmn`, bytes)], [{ start: {} }])
      expect(lines[0]).toMatchObject({ open: ['申请'] })
    }
  })

  it('refuses an encoding that nobody knows', async () => {
    const file = written('odd.bpmn', leave.replace('UTF-8', 'KLINGON-8'))
    expect(await simulated([file], [{ start: {} }])).toMatchObject({
      code: 2,
      notes: expect.stringContaining('encoding'),
    })
  })

  it('takes ids of letters of any language, digits first, and references with a prefix', async () => {
    const file = written(
      'ids.bpmn',
      `<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:t="urn:t" targetNamespace="urn:t" id="d">
       <message id="消息" name="答复"/><process id="流程" isExecutable="true"><laneSet id="l1"><lane id="泳道" name="窗口"><flowNodeRef>任务</flowNodeRef></lane></laneSet>
       <startEvent id="开始"><outgoing>流</outgoing></startEvent><sequenceFlow id="流" sourceRef="开始" targetRef="任务"/><userTask id="任务" name="任务"><incoming>流</incoming></userTask>
       <sequenceFlow id="1a" sourceRef="任务" targetRef="收"/><receiveTask id="收" messageRef="t:消息"/><sequenceFlow id="2b" sourceRef="收" targetRef="größe"/><!-- <a id="x"> --><endEvent id="größe"/></process></definitions>`,
    )
    const actions = [
      { start: { process: '流程' } },
      { expect: { open: ['任务'] } },
      { complete: '任务' },
      { expect: { waiting: ['收'], subscriptions: ['答复'] } },
      { message: { name: '答复' } },
      { expect: { ended: true } },
    ]
    expect(await simulated([file], actions)).toMatchObject({ code: 0 })
  })
})

const decision = `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="dd" name="d" namespace="urn:test">
  <decision id="level" name="level"><literalExpression id="l"><text>if amount > 10 then "high" else "low"</text></literalExpression></decision></definitions>`

describe('gezhi simulate with files of other tools', () => {
  const camunda7 = diagram(
    `<extensionElements><camunda:executionListener class="x.Y" event="start"/></extensionElements><startEvent id="s" camunda:initiator="me"/>
     <userTask id="look" name="查看" camunda:candidateGroups="a"><extensionElements><camunda:taskListener event="create" class="x.Z"/></extensionElements></userTask>
     <businessRuleTask id="judge" camunda:decisionRef="level" camunda:resultVariable="grade"/><scriptTask id="reckon" scriptFormat="javascript" camunda:resultVariable="sum"><script>1 + 1</script></scriptTask>
     <callActivity id="hand" calledElement="inner"/><intermediateThrowEvent id="tell"><messageEventDefinition camunda:type="external" camunda:topic="mail"/></intermediateThrowEvent><endEvent id="e"/>`,
    's -> look -> judge -> reckon -> hand -> tell -> e',
  ).replace('<definitions', '<definitions xmlns:camunda="http://camunda.org/schema/1.0/bpmn"')
  const inner = diagram(
    '<startEvent id="s2"/><userTask id="within"/><endEvent id="e2"/>',
    's2 -> within -> e2',
  ).replace('<process id="p"', '<process id="inner"')

  it('takes a decision that came along, makes jobs of foreign scripts and sends, and calls by the standard', async () => {
    const files = [written('c7.bpmn', camunda7), written('inner.bpmn', inner), written('level.dmn', decision)]
    const actions = [
      { start: { variables: { amount: 20 } } },
      { complete: '查看' },
      { expect: { waiting: ['reckon'], variables: { grade: 'high' } } },
      { job: { element: 'reckon', result: { sum: 2 } } },
      { expect: { open: ['within'] } },
      { complete: 'within' },
      { expect: { waiting: ['tell'] } },
      { job: { element: 'tell' } },
      { expect: { ended: true, variables: { grade: 'high', sum: 2 } } },
    ]
    const { code, notes } = await simulated(files, actions)
    expect(code).toBe(0)
    expect(notes).toContain('The "camunda:" extensions are kept')
    expect(notes).toContain('reckon: It names no job type')
  })

  it('makes a job of a decision that did not come along', async () => {
    const files = [written('c7.bpmn', camunda7), written('inner.bpmn', inner)]
    const { lines } = await simulated(files, [{ start: {} }, { complete: '查看' }], { jobs: 'manual' })
    expect(lines.at(-1)).toMatchObject({ waiting: ['judge'] })
  })

  it('takes simple conditions of another language, with a note, and refuses those that call methods', async () => {
    const juel = (inside: string) => `\${${inside}}`
    const asking = (condition: string) =>
      written(
        'asking.bpmn',
        diagram(
          '<startEvent id="s"/><exclusiveGateway id="g"/><userTask id="boss"/><endEvent id="e"/>',
          `s -> g\ng -> boss [${condition}]\ng -> e [default]\nboss -> e`,
        ),
      )
    for (const condition of [
      juel("days > 3 && kind == 'sick'"),
      '#{days gt 3}',
      juel('!paid'),
      'days > 3',
      '= days > 3',
    ]) {
      const variables = { days: 5, kind: 'sick', paid: false }
      const { lines } = await simulated([asking(condition)], [{ start: { variables } }])
      expect(lines[0], condition).toMatchObject({ open: ['boss'] })
    }
    expect(await simulated([asking(juel('execution.getVariable("x")'))], [{ start: {} }])).toMatchObject({
      code: 2,
      notes: expect.stringContaining('it must be FEEL'),
    })
  })

  it('takes loops over a collection of another tool', async () => {
    const condition = `\${nrOfCompletedInstances == 2}`
    const signing = diagram(
      `<startEvent id="s"/><userTask id="sign"><multiInstanceLoopCharacteristics flowable:collection="people" flowable:elementVariable="person">
         <completionCondition>${condition}</completionCondition></multiInstanceLoopCharacteristics></userTask><endEvent id="e"/>`,
      's -> sign -> e',
    ).replace('<definitions', '<definitions xmlns:flowable="http://flowable.org/bpmn"')
    const actions = [
      { start: { variables: { people: ['甲', '乙', '丙'] } } },
      { expect: { open: ['sign', 'sign', 'sign'] } },
      { complete: 'sign' },
      { complete: 'sign' },
      { expect: { ended: true } },
    ]
    expect(await simulated([written('signing.bpmn', signing)], actions)).toMatchObject({ code: 0 })
  })

  it('runs drawings in which no process is marked executable, and says so', async () => {
    const drawn = written('drawn.bpmn', leave.replace('isExecutable="true"', 'isExecutable="false"'))
    const { code, lines, notes } = await simulated([drawn], [{ start: {} }])
    expect([code, lines[0].open]).toEqual([0, ['申请']])
    expect(notes).toContain('No process is marked executable')
  })

  it('keeps pools and choreographies that do not run, and tells of each', async () => {
    const around = `<collaboration id="c"><participant id="p1" name="居民" processRef="resident"/><participant id="p2" name="街道" processRef="p"/>
      <messageFlow id="m" sourceRef="p1" targetRef="p2"/></collaboration><process id="resident" isExecutable="false"><task id="ask"/></process>
      <choreography id="dance"><participant id="a" name="甲"/><participant id="b" name="乙"/><choreographyTask id="ct" initiatingParticipantRef="a"><participantRef>a</participantRef><participantRef>b</participantRef></choreographyTask></choreography>`
    const file = written('pools.bpmn', leave.replace('<process ', `${around}<process `))
    const { code, notes } = await simulated([file], [{ start: {} }, { complete: '申请' }, { expect: { ended: true } }])
    expect(code).toBe(0)
    expect(notes).toContain('resident: The process is not marked executable')
    expect(notes).toContain('dance: A choreography does not run')
    const { model } = await readBpmn(leave.replace('<process ', `${around}<process `))
    const kept = await writeBpmn(model!)
    for (const id of ['dance', 'ct', 'resident', 'ask', 'm']) expect(kept).toContain(`id="${id}"`)
  })
})

describe('time, messages and instances in gezhi simulate', () => {
  const message =
    '<message id="m" name="答复"><extensionElements><zeebe:subscription correlationKey="=no"/></extensionElements></message>'
  const asking = diagram(
    '<startEvent id="s"/><userTask id="ask"/><receiveTask id="wait" messageRef="m"/><endEvent id="e"/>',
    's -> ask -> wait -> e',
    message,
  )

  it('keeps a message for its time to live, and takes one id once', async () => {
    const file = written('asking.bpmn', asking)
    const sent = (timeToLive: unknown) => ({ message: { name: '答复', key: 1, timeToLive, messageId: 'a' } })
    const ended = async (...actions: unknown[]) =>
      (await simulated([file], [{ start: { variables: { no: 1 } } }, ...actions])).lines.at(-1).ended
    expect(await ended(sent('PT1H'), { advance: 'PT30M' }, { complete: 'ask' })).toBe(true)
    expect(await ended(sent(60), { advance: 'PT2M' }, { complete: 'ask' })).toBe(false)
    expect(await ended(sent(0), { complete: 'ask' })).toBe(false)
    expect(await ended(sent(0), { complete: 'ask' }, sent(60))).toBe(false)
  })

  it('lets time alone begin instances, each with its own tasks, and has ended when all have', async () => {
    const file = written(
      'daily.bpmn',
      diagram(
        '<startEvent id="s"><timerEventDefinition><timeCycle>R2/P1D</timeCycle></timerEventDefinition></startEvent><userTask id="walk"/><endEvent id="e"/>',
        's -> walk -> e',
      ),
    )
    const actions = [
      { expect: { timers: 1, open: [] } },
      { advance: 'P3D' },
      { expect: { open: ['walk', 'walk'], timers: 0 } },
      { complete: 'walk', nth: 2 },
      { expect: { ended: false } },
      { complete: 'walk' },
      { expect: { ended: true } },
    ]
    expect(await simulated([file], actions)).toMatchObject({ code: 0 })
  })

  it('begins a process by its conditional start event where the condition holds', async () => {
    const file = written(
      'flood.bpmn',
      diagram(
        '<startEvent id="high"><conditionalEventDefinition><condition>=level > 3</condition></conditionalEventDefinition></startEvent><userTask id="warn"/><endEvent id="e"/>',
        'high -> warn -> e',
      ),
    )
    expect((await simulated([file], [{ start: { variables: { level: 4 } } }])).lines[0]).toMatchObject({
      open: ['warn'],
    })
    expect(await simulated([file], [{ start: { variables: { level: 1 } } }])).toMatchObject({ code: 1 })
  })

  it('lets a receive task without a message wait until the scenario completes it', async () => {
    const file = written(
      'hear.bpmn',
      diagram('<startEvent id="s"/><receiveTask id="hear" name="听取"/><endEvent id="e"/>', 's -> hear -> e'),
    )
    const { code, lines, notes } = await simulated(
      [file],
      [{ start: {} }, { complete: '听取', variables: { heard: 1 } }],
    )

    expect(code).toBe(0)
    expect(lines[0]).toMatchObject({ open: [], waiting: ['hear'], subscriptions: [] })
    expect(lines[1]).toMatchObject({ ended: true, variables: { heard: 1 } })
    expect(notes).toContain('hear: The receive task names no message')
  })
})
