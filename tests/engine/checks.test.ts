import { describe, expect, it } from 'vitest'
import { checkProcess, compile, ProcessNotExecutableError, readBpmn, writeBpmn } from '#engine'
import { diagram, flows, model } from './diagram.ts'

const check = async (elements: string, flowText = '') => checkProcess(await model(diagram(elements, flowText)))
const codes = async (elements: string, flowText = '') =>
  (await check(elements, flowText)).map(({ code, node }) => `${node}: ${code}`)

describe('checking a process finds', () => {
  it('nothing wrong with one that can run', async () => {
    expect(await codes('<startEvent id="start"/><userTask id="a"/><endEvent id="end"/>', 'start -> a -> end')).toEqual(
      [],
    )
  })

  it('nothing wrong with a compensation event that an association leads on from', async () => {
    const elements = `<startEvent id="start"/><userTask id="a"/><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>
      <userTask id="undo" isForCompensation="true"/><association id="on" sourceRef="b" targetRef="undo"/><endEvent id="end"/>`
    expect(await codes(elements, 'start -> a -> end')).toEqual([])
  })

  it.each([
    ['no start event', '<userTask id="a"/>', '', ['p: start-implicit']],
    ['nothing at all', '', '', ['p: start-missing']],
    [
      'an element nothing leads to',
      '<startEvent id="s"/><endEvent id="e"/><userTask id="x"/>',
      's -> e',
      ['x: unreachable'],
    ],
    [
      'a gateway flow without condition, and no default',
      '<startEvent id="s"/><exclusiveGateway id="g"/><endEvent id="a"/><endEvent id="b"/>',
      's -> g -> a [=x]\ng -> b',
      ['g_b: flow-without-condition', 'g: gateway-without-default'],
    ],
    [
      'a wrong expression in a condition',
      '<startEvent id="s"/><exclusiveGateway id="g"/><endEvent id="a"/><endEvent id="b"/>',
      's -> g -> a [=x >]\ng -> b [default]',
      ['g_a: expression-syntax'],
    ],
    [
      'a boundary event on nothing',
      '<startEvent id="s"/><endEvent id="e"/><boundaryEvent id="b"/><endEvent id="x"/>',
      's -> e\nb -> x',
      ['b: event-empty', 'b: boundary-on-nothing', 'b: unreachable', 'x: unreachable'],
    ],
    [
      'a timer without time',
      '<startEvent id="s"/><intermediateCatchEvent id="t"><timerEventDefinition/></intermediateCatchEvent>',
      's -> t',
      ['t: timer-empty', 't: dead-end'],
    ],
    [
      'a time that is none',
      '<startEvent id="s"/><intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>3 days</timeDuration></timerEventDefinition></intermediateCatchEvent><endEvent id="e"/>',
      's -> t -> e',
      ['t: timer-value'],
    ],
    ['a service task without job type', '<startEvent id="s"/><serviceTask id="a"/>', 's -> a', ['a: job-type-missing']],
    [
      'an element it cannot run',
      '<startEvent id="s"/><callChoreography id="c"/><endEvent id="e"/>',
      's -> e',
      ['c: element-not-supported'],
    ],
    [
      'a sub-process without start',
      '<startEvent id="s"/><subProcess id="x"><userTask id="y"/></subProcess>',
      's -> x',
      ['x: start-implicit'],
    ],
  ])('%s', async (_, elements, flowText, expected) => {
    expect(await codes(elements, flowText)).toEqual(expected)
  })

  it('the place of a wrong expression, in words for both languages', async () => {
    const [finding] = await check(
      '<startEvent id="s"/><scriptTask id="a"><extensionElements><zeebe:script expression="=1 + (2" resultVariable="x"/></extensionElements></scriptTask>',
      's -> a',
    )
    expect(finding?.position).toBeDefined()
    expect(finding?.message['zh-CN']).toContain('1 + (2')
    expect(finding?.message.en).toContain('1 + (2')
    expect(finding?.remedy['zh-CN']).not.toBe('')
  })

  it('a flow that crosses the border of a sub-process', async () => {
    const found = await codes(
      `<startEvent id="s"/><subProcess id="x"><startEvent id="i"/><endEvent id="o"/>${flows('i -> o')}</subProcess>`,
      's -> x\ns -> o',
    )
    expect(found).toContain('s_o: flow-crosses-scope')
  })
})

describe('compiling', () => {
  it('refuses a process with errors and says the first', async () => {
    const broken = await model(diagram(''))
    expect(() => compile(broken)).toThrow(ProcessNotExecutableError)
  })

  it('refuses a process the file does not have', async () => {
    const some = await model(diagram('<startEvent id="s"/>'))
    expect(() => compile(some, { processId: '__proto__' })).toThrow(/There are: p/)
  })
})

describe('reading a file', () => {
  it.each([
    ['a DOCTYPE', '<!DOCTYPE foo [<!ENTITY x "y">]><definitions/>', 'xml-doctype'],
    ['what is no XML', 'no xml', 'bpmn-unreadable'],
    ['what nests too deeply', `${'<a>'.repeat(150)}${'</a>'.repeat(150)}`, 'xml-too-deep'],
    ['too much of it', ' '.repeat(5_000_000), 'xml-too-large'],
    [
      'a reference to nothing',
      diagram('<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="gone"/>'),
      'xml-import-warning',
    ],
    ['an id used twice', diagram('<startEvent id="s"/><endEvent id="s"/>'), 'xml-import-warning'],
  ])('refuses %s', async (_, xml, code) => {
    const { findings } = await readBpmn(xml)
    expect(findings.map((finding) => finding.code)).toContain(code)
  })

  it('keeps what other tools wrote into it', async () => {
    const foreign = diagram(
      '<startEvent id="s" camunda:initiator="me" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><extensionElements><x:note xmlns:x="urn:x" y="1"/></extensionElements></startEvent>',
    )
    const written = await writeBpmn(await model(foreign))
    expect(written).toContain('camunda:initiator="me"')
    expect(written).toMatch(/<x:note [^>]*y="1"/)
    expect((await readBpmn(written)).findings).toEqual([])
  })
})
