import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkProcess, readBpmn } from '#engine'
import { diagram, flows } from './diagram.ts'

const s = '<startEvent id="s"/>'
const e = '<endEvent id="e"/>'
const timer = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>'
const error = '<errorEventDefinition/>'
const cancel = '<cancelEventDefinition/>'
const link = (id: string) =>
  `<intermediateCatchEvent id="${id}"><linkEventDefinition name="L"/></intermediateCatchEvent>`
const job = (attributes: string) =>
  `<serviceTask id="x" ${attributes}><extensionElements><zeebe:taskDefinition type="work"/></extensionElements></serviceTask>`
const looped = (loop: string) => `${s}<userTask id="x">${loop}</userTask>${e}`
const chain = 's -> x -> e'
const message = '<message id="m" name="m"/>'

/** A file of one process in which exactly this is wrong at `x`, or at the element that is named. */
type Row = readonly [code: string, elements: string, flow: string, more?: { node?: string; roots?: string }]

interface Bad {
  readonly code: string
  readonly elements: string
  readonly flow: string
  readonly node?: string
  readonly roots?: string
}

const rows: readonly Row[] = [
  [
    'activation-missing',
    `${s}<parallelGateway id="f"/><task id="a"/><complexGateway id="x"/>${e}`,
    's -> f -> x -> e\nf -> a -> x',
  ],
  ['boundary-on-nothing', `${s}${e}<boundaryEvent id="x">${timer}</boundaryEvent>`, 's -> e\nx -> e'],
  ['called-process-missing', `${s}<callActivity id="x"/>${e}`, chain],
  ['cancel-outside-transaction', `${s}<endEvent id="x">${cancel}</endEvent>`, 's -> x'],
  [
    'cancel-outside-transaction',
    `${s}<userTask id="a"/><boundaryEvent id="x" attachedToRef="a">${cancel}</boundaryEvent>${e}`,
    's -> a -> e\nx -> e',
  ],
  [
    'cancel-uncaught',
    `${s}<transaction id="x"><startEvent id="i"/><endEvent id="o">${cancel}</endEvent>${flows('i -> o')}</transaction>${e}`,
    chain,
  ],
  ['choreography-kept', `${s}${e}`, 's -> e', { node: 'c', roots: '<choreography id="c"/>' }],
  [
    'compensation-without-handler',
    `${s}<userTask id="a"/><boundaryEvent id="x" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>${e}`,
    's -> a -> e',
  ],
  ['dead-end', `${s}<intermediateCatchEvent id="x">${timer}</intermediateCatchEvent>`, 's -> x'],
  ['decision-missing', `${s}<businessRuleTask id="x"/>${e}`, chain],
  ['element-not-supported', `${s}<callChoreography id="x"/>${e}`, chain],
  [
    'error-not-interrupting',
    `${s}<userTask id="a"/><boundaryEvent id="x" attachedToRef="a" cancelActivity="false">${error}</boundaryEvent>${e}`,
    's -> a -> e\nx -> e',
  ],
  [
    'error-not-interrupting',
    `${s}${e}<subProcess id="h" triggeredByEvent="true"><startEvent id="x" isInterrupting="false">${error}</startEvent></subProcess>`,
    's -> e',
  ],
  ['event-empty', `${s}<intermediateCatchEvent id="x"/>${e}`, chain],
  [
    'event-gateway-into-task',
    `${s}<eventBasedGateway id="g"/><userTask id="a"/>${e}`,
    's -> g -> a -> e',
    { node: 'g_a' },
  ],
  [
    'event-sub-process-in-ad-hoc',
    `${s}<adHocSubProcess id="a"><userTask id="t"/><subProcess id="x" triggeredByEvent="true"><startEvent id="i">${timer}</startEvent></subProcess></adHocSubProcess>${e}`,
    's -> a -> e',
  ],
  [
    'expression-syntax',
    `${s}<exclusiveGateway id="g"/>${e}<endEvent id="f"/>`,
    's -> g -> e [=x >]\ng -> f [default]',
    { node: 'g_e' },
  ],
  [
    'expression-too-large',
    `${s}<exclusiveGateway id="g"/>${e}<endEvent id="f"/>`,
    `s -> g -> e [=${'1 + '.repeat(9000)}1 = 2]\ng -> f [default]`,
    { node: 'g_e' },
  ],
  [
    'flow-crosses-scope',
    `${s}<subProcess id="a"><startEvent id="i"/><endEvent id="o"/>${flows('i -> o')}</subProcess>`,
    's -> a\ns -> o',
    { node: 's_o' },
  ],
  ['flow-loose', `${s}${e}<sequenceFlow id="x" sourceRef="s"/>`, 's -> e'],
  [
    'flow-without-condition',
    `${s}<exclusiveGateway id="g"/>${e}<endEvent id="f"/>`,
    's -> g -> e [=x]\ng -> f',
    { node: 'g_f' },
  ],
  ['flow-wrong-way', `<startEvent id="x"/><userTask id="a"/>`, 'x -> a -> x'],
  ['gateway-without-default', `${s}<inclusiveGateway id="x"/>${e}<endEvent id="f"/>`, 's -> x -> e [=a]\nx -> f [=b]'],
  ['id-taken', `${s}<userTask/>${e}`, 's -> e', { node: '' }],
  [
    'instantiating-not-first',
    `${s}<userTask id="a"/><receiveTask id="x" instantiate="true" messageRef="m"/>${e}`,
    's -> a -> x -> e',
    { roots: message },
  ],
  ['job-type-missing', `${s}<serviceTask id="x"/>${e}`, chain],
  ['job-variables', `${s}${job('gezhi:jobVariables="some"')}${e}`, chain],
  [
    'join-never-fires',
    `${s}<exclusiveGateway id="g"/><userTask id="a"/><parallelGateway id="x"/>${e}`,
    's -> g -> a [=y]\na -> x -> e\ng -> x [default]',
  ],
  [
    'link-several-targets',
    `${s}<intermediateThrowEvent id="t"><linkEventDefinition name="L"/></intermediateThrowEvent>${link('c')}${link('x')}${e}`,
    's -> t\nc -> e\nx -> e',
  ],
  [
    'link-without-partner',
    `${s}<intermediateThrowEvent id="x"><linkEventDefinition name="L"/></intermediateThrowEvent>`,
    's -> x',
  ],
  [
    'loop-behavior',
    looped(
      '<multiInstanceLoopCharacteristics behavior="One"><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>',
    ),
    chain,
  ],
  ['loop-collection-missing', looped('<multiInstanceLoopCharacteristics/>'), chain],
  ['loop-endless', looped('<standardLoopCharacteristics/>'), chain],
  [
    'loop-without-wait',
    `${s}<exclusiveGateway id="x"/><task id="a"/><exclusiveGateway id="g"/>${e}`,
    's -> x -> a -> g\ng -> x [=y]\ng -> e [default]',
  ],
  ['message-without-correlation', `${s}<receiveTask id="x" messageRef="m"/>${e}`, chain, { roots: message }],
  ['never-ends', `${s}<exclusiveGateway id="x"/><userTask id="a"/>`, 's -> x -> a -> x', { node: 's' }],
  [
    'never-runs',
    `${s}<exclusiveGateway id="g"/><userTask id="a"/><parallelGateway id="j"/><userTask id="x"/>${e}`,
    's -> g -> a [=y]\na -> j -> x -> e\ng -> j [default]',
  ],
  [
    'parallel-multiple-trigger',
    `${s}<userTask id="a"/><boundaryEvent id="x" attachedToRef="a" parallelMultiple="true">${timer}${error}</boundaryEvent>${e}`,
    's -> a -> e\nx -> e',
  ],
  ['process-not-executable', `${s}${e}`, 's -> e', { node: 'q', roots: '<process id="q" isExecutable="false"/>' }],
  ['receive-without-message', `${s}<receiveTask id="x"/>${e}`, chain],
  ['retry-backoff', `${s}${job('gezhi:retryBackoff="soon"')}${e}`, chain],
  [
    'runs-twice',
    `${s}<parallelGateway id="g"/><userTask id="a"/><exclusiveGateway id="j"/><userTask id="x"/>${e}`,
    's -> g -> j -> x -> e\ng -> a -> j',
  ],
  ['script-missing', `${s}<scriptTask id="x"/>${e}`, chain],
  ['start-implicit', '<userTask id="a"/>', '', { node: 'p' }],
  ['start-missing', '', '', { node: 'p' }],
  ['start-missing', `${s}<subProcess id="x"><startEvent id="i"/><startEvent id="k"/></subProcess>${e}`, chain],
  ['start-trigger', `<startEvent id="x">${error}</startEvent>${e}`, 'x -> e'],
  ['start-trigger', `${s}<subProcess id="a"><startEvent id="x">${timer}</startEvent></subProcess>${e}`, 's -> a -> e'],
  [
    'time-limit-kind',
    `${s}<userTask id="x"><extensionElements><gezhi:timeLimit value="3" kind="moon"/></extensionElements></userTask>${e}`,
    chain,
  ],
  ['timer-empty', `${s}<intermediateCatchEvent id="x"><timerEventDefinition/></intermediateCatchEvent>${e}`, chain],
  [
    'timer-value',
    `${s}<intermediateCatchEvent id="x">${timer.replace('PT1H', 'soon')}</intermediateCatchEvent>${e}`,
    chain,
  ],
  ['token-quantity', `${s}<userTask id="x" startQuantity="0"/>${e}`, chain],
  ['unreachable', `${s}${e}<userTask id="x"/>`, 's -> e'],
]

const han = /\p{Script=Han}/u

async function findingsOf(xml: string) {
  const { model, findings } = await readBpmn(xml)
  return model ? [...findings, ...checkProcess(model)] : findings
}

function expectWords({ message, remedy }: Awaited<ReturnType<typeof findingsOf>>[number]): void {
  for (const words of [message, remedy]) {
    expect(words['zh-CN']).toMatch(han)
    expect(words.en).toMatch(/^[A-Z"].{8,}/s)
    expect(words.en).not.toMatch(han)
  }
}

describe('what is wrong with a file is found at its element, with a sentence and a remedy in both languages:', () => {
  it.each(rows.map(([code, elements, flow, more]) => ({ code, elements, flow, ...more })))(
    '$code',
    async ({ code, elements, flow, node = 'x', roots }: Bad) => {
      const found = await findingsOf(diagram(elements, flow, roots))
      const finding = found.find((each) => each.code === code && (each.node ?? '') === node)
      expect(finding, found.map((each) => `${each.node} ${each.code}`).join('; ')).toBeDefined()
      expectWords(finding!)
    },
  )

  it.each([
    ['xml-doctype', '<!DOCTYPE x><definitions/>'],
    ['xml-too-deep', '<a>'.repeat(150)],
    ['xml-too-large', ' '.repeat(5_000_000)],
    ['xml-import-warning', diagram(`${s}<endEvent id="s"/>`)],
    ['bpmn-unreadable', 'hello'],
    ['id-letters', diagram('<startEvent id="1a"/>')],
    ['process-missing', diagram(s).replace('isExecutable="true"', 'isExecutable="false"')],
    ['history-level', diagram(`${s}${e}`, 's -> e').replace('<process ', '<process gezhi:historyLevel="some" ')],
    [
      'expressions-too-large',
      diagram(
        `${s}${Array.from({ length: 14 }, (_, at) => `<exclusiveGateway id="g${at}"/>`).join('')}${e}`,
        Array.from(
          { length: 14 },
          (_, at) => `${at === 0 ? 's' : `g${at - 1}`} -> g${at} [="${'a'.repeat(15_000)}" = "b"]`,
        ).join('\n'),
      ),
    ],
  ])('%s in a file', async (code, xml) => {
    const found = await findingsOf(xml)
    const finding = found.find((each) => each.code === code)
    expect(finding, found.map((each) => each.code).join('; ')).toBeDefined()
    expectWords(finding!)
  })

  it('for every code that the reading and checking of processes knows', () => {
    const folder = join(import.meta.dirname, '../../engine')
    const sources = ['bpmn', 'process', 'elements'].flatMap((part) =>
      readdirSync(join(folder, part), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => readFileSync(join(folder, part, file), 'utf8')),
    )
    const codes = sources.flatMap((text) =>
      [...text.matchAll(/\b(?:problem|doubt|make|refusal|unreadable)\(\s*'([a-z-]+)'/g)].map(([, code = '']) => code),
    )
    const shown = readFileSync(import.meta.filename, 'utf8')
    // Told by `checkVariables`, which knows what is around a process: see `unknown-variables.test.ts`.
    const elsewhere = ['variable-unknown']
    expect(codes.length).toBeGreaterThan(40)
    expect([...new Set(codes)].filter((code) => !elsewhere.includes(code) && !shown.includes(`'${code}'`))).toEqual([])
  })
})
