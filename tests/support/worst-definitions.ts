import { drawn } from '../runtime/server/event-processes.ts'

/** A draft that somebody might write to make the server busy with it. */
export interface WorstDefinition {
  readonly name: string
  readonly kind: 'process' | 'form' | 'decision'
  readonly content: string
  /** Nothing is wrong with it: it is only large, or bounded when it runs. */
  readonly sound?: boolean
}

const xml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const begin = `<bpmn:startEvent id="begin"><bpmn:extensionElements><gezhi:startableBy roles="grid_worker" /></bpmn:extensionElements></bpmn:startEvent>`

/** A process whose only decision is this expression. */
function deciding(expression: string) {
  return drawn(
    'worst',
    `${begin}<bpmn:exclusiveGateway id="which" default="worst-flow-1" /><bpmn:endEvent id="no" /><bpmn:endEvent id="yes" />`,
    ['begin -> which', 'which -> no', `which -> yes if ${xml(expression)}`],
  )
}

/** `width` branches side by side, each a choice: more states than can be explored. */
function manyStates(width: number) {
  const branches = Array.from({ length: width }, (_, at) => at)
  const task = (id: string) => `<bpmn:manualTask id="${id}" />`
  return drawn(
    'worst',
    `${begin}<bpmn:inclusiveGateway id="fork" /><bpmn:inclusiveGateway id="join" /><bpmn:endEvent id="end" />${branches
      .map(
        (at) =>
          `${task(`a${at}`)}${task(`b${at}`)}<bpmn:exclusiveGateway id="x${at}" default="worst-flow-${at * 4 + 4}" />`,
      )
      .join('')}`,
    [
      ...['begin -> fork', 'join -> end'],
      ...branches.flatMap((at) => [
        `fork -> x${at} if n &gt; ${at}`,
        `x${at} -> a${at} if n = ${at}`,
        `x${at} -> b${at}`,
        `a${at} -> join`,
        `b${at} -> join`,
      ]),
    ],
  )
}

function formWith(pattern: string, rule: string) {
  return JSON.stringify({
    id: 'worst',
    title: { 'zh-CN': '试验' },
    schema: { type: 'object', properties: { text: { type: 'string', pattern, 'x-id': 'f1' } } },
    layout: { sections: [{ id: 's', title: { 'zh-CN': '试验' }, fields: ['f1'] }] },
    rules: [{ id: 'r1', target: 'f1', kind: 'visible', expression: rule }],
  })
}

function table(rules: number) {
  const entry = (id: string, text: string) => `<inputEntry id="${id}"><text>${xml(text)}</text></inputEntry>`
  const rows = Array.from(
    { length: rules },
    (_, at) =>
      `<rule id="r${at}">${entry(`i${at}`, `[${at}..${at + 1}), [${at}..${at + 2}], ${at}`)}<outputEntry id="o${at}"><text>${at}</text></outputEntry></rule>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:test">
    <decision id="worst" name="worst"><decisionTable id="t" hitPolicy="UNIQUE"><input id="i"><inputExpression id="ie" typeRef="number"><text>n</text></inputExpression></input>
    <output id="o" name="o" typeRef="number" />${rows.join('')}</decisionTable></decision></definitions>`
}

const sum = (count: number) => Array.from({ length: count }, (_, at) => `n${at}`).join(' + ')
const nested = (depth: number) => `${'('.repeat(depth)}1${')'.repeat(depth)} = 1`

/** Each near the limits of what is read at all. */
export const worstDefinitions: readonly WorstDefinition[] = [
  { name: 'an expression nested as deep as it goes', kind: 'process', content: deciding(nested(20_000)) },
  { name: 'a very long expression', kind: 'process', content: deciding(`${sum(20_000)} = 1`) },
  {
    name: 'an expression that goes through everything many times',
    kind: 'process',
    sound: true,
    content: deciding(
      'count(for a in 1..1000, b in 1..1000, c in 1..1000 return if a = b then [a, b, c] else null) = 1',
    ),
  },
  { name: 'more branches than can be explored', kind: 'process', content: manyStates(60) },
  {
    name: 'many expressions',
    kind: 'process',
    sound: true,
    content: drawn(
      'worst',
      `${begin}<bpmn:exclusiveGateway id="which" default="worst-flow-1" /><bpmn:endEvent id="no" />`,
      [
        'begin -> which',
        'which -> no',
        ...Array.from({ length: 2000 }, (_, at) => `which -> no if n = ${at} and m = ${at}`),
      ],
    ),
  },
  {
    name: 'elements within elements',
    kind: 'process',
    content: drawn('worst', `${'<bpmn:subProcess>'.repeat(5000)}${'</bpmn:subProcess>'.repeat(5000)}`, []),
  },
  { name: 'a pattern that doubles its work', kind: 'form', content: formWith('^(a+)+(b?){800}$', 'true') },
  { name: 'a pattern that counts far', kind: 'form', content: formWith('((a{0,100}){0,100}){0,100}', 'true') },
  {
    name: 'a rule that matches without end',
    kind: 'form',
    content: formWith('a', `matches(text, "${'(x+x+)+'.repeat(200)}y")`),
  },
  {
    name: 'a schema within itself',
    kind: 'form',
    content: `{"schema":${'{"properties":{"a":'.repeat(20_000)}{}${'}}'.repeat(20_000)}}`,
  },
  { name: 'a table with very many rules', kind: 'decision', sound: true, content: table(3000) },
  { name: 'nothing but brackets', kind: 'form', content: '['.repeat(1_500_000) },
]
