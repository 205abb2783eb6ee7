import { describe, expect, it } from 'vitest'
import { checkProcess } from '#engine'
import { diagram, flows, model } from './diagram.ts'

const ends = '<startEvent id="s"/><endEvent id="e"/>'
const message = '<message id="m" name="答复"/>'
const link = (kind: string, id: string, name: string) =>
  `<intermediate${kind}Event id="${id}"><linkEventDefinition name="${name}"/></intermediate${kind}Event>`

/** What is wrong, and what of the sentence and the remedy must be there in each language. */
interface Row {
  readonly what: string
  readonly elements: string
  readonly flow: string
  readonly roots?: string
  readonly code: string
  readonly node: string
  readonly severity: 'error' | 'warning'
  readonly zh: readonly [message: string, remedy: string]
  readonly en: readonly [message: string, remedy: string]
}

const rows: readonly Row[] = [
  {
    what: 'an unreachable element',
    elements: `${ends}<userTask id="x" name="复核"/>`,
    flow: 's -> e',
    code: 'unreachable',
    node: 'x',
    severity: 'error',
    zh: ['“复核”永远不会被执行到', '用顺序流把它接入流程'],
    en: ['can never be reached', 'Connect it by a sequence flow'],
  },
  {
    what: 'a gateway flow without a condition',
    elements: `${ends}<exclusiveGateway id="g"/><endEvent id="f"/>`,
    flow: 's -> g -> e [=x]\ng -> f',
    code: 'flow-without-condition',
    node: 'g_f',
    severity: 'error',
    zh: ['既没有条件，也不是默认路径', '请填写条件'],
    en: ['no condition and is not the default', 'Give it a condition'],
  },
  {
    what: 'a gateway without a default',
    elements: `${ends}<exclusiveGateway id="g"/><endEvent id="f"/>`,
    flow: 's -> g -> e [=x]\ng -> f [=y]',
    code: 'gateway-without-default',
    node: 'g',
    severity: 'warning',
    zh: ['没有默认路径', '设为默认路径'],
    en: ['has no default', 'Make one of its flows the default'],
  },
  {
    what: 'a join that can never fire',
    elements: `${ends}<exclusiveGateway id="g"/><parallelGateway id="j"/><task id="a"/><task id="b"/>`,
    flow: 's -> g -> a [=x]\ng -> b [default]\na -> j -> e\nb -> j',
    code: 'join-never-fires',
    node: 'j',
    severity: 'warning',
    zh: ['可能永远等不到所有分支', '使分开与汇合的网关类型一致'],
    en: ['may wait for ever for a branch', 'be of the kind that splits'],
  },
  {
    what: 'a join that can fire twice',
    elements: `${ends}<parallelGateway id="g"/><exclusiveGateway id="j"/><userTask id="a"/><userTask id="b"/><userTask id="c"/>`,
    flow: 's -> g -> a -> j -> c -> e\ng -> b -> j',
    code: 'runs-twice',
    node: 'c',
    severity: 'warning',
    zh: ['可能同时被执行两次', '请先用并行或包容网关汇合分支'],
    en: ['may run twice at once', 'Join the branches'],
  },
  {
    what: 'a loop without a wait',
    elements: `${ends}<exclusiveGateway id="m1"/><task id="a"/><exclusiveGateway id="g"/>`,
    flow: 's -> m1 -> a -> g\ng -> m1 [=again]\ng -> e [default]',
    code: 'loop-without-wait',
    node: 'm1',
    severity: 'warning',
    zh: ['循环中没有任何等待', '请确认循环条件一定会结束'],
    en: ['never waits for anything', 'Make sure that it ends'],
  },
  {
    what: 'a message without correlation',
    elements: `${ends}<receiveTask id="r" messageRef="m"/>`,
    flow: 's -> r -> e',
    roots: message,
    code: 'message-without-correlation',
    node: 'r',
    severity: 'warning',
    zh: ['消息没有关联键', '例如 =caseNumber'],
    en: ['no correlation key', '=caseNumber'],
  },
  {
    what: 'a boundary event on nothing',
    elements: `${ends}<boundaryEvent id="b"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>`,
    flow: 's -> e\nb -> e',
    code: 'boundary-on-nothing',
    node: 'b',
    severity: 'error',
    zh: ['没有附着在活动上', '拖到任务或子流程的边上'],
    en: ['not attached to an activity', 'Attach it to a task'],
  },
  {
    what: 'a link without a partner',
    elements: `${ends}${link('Throw', 'l', 'A')}`,
    flow: 's -> l',
    code: 'link-without-partner',
    node: 'l',
    severity: 'error',
    zh: ['没有名为“A”的链接捕获事件', '请添加同名的链接捕获事件'],
    en: ['no catching link "A"', 'Add a catching link event'],
  },
  {
    what: 'a link across scopes',
    elements: `${ends}${link('Throw', 'l', 'A')}<subProcess id="x"><startEvent id="i"/>${link('Catch', 'c', 'A')}<endEvent id="o"/>${flows('i -> o\nc -> o')}</subProcess>`,
    flow: 's -> x -> l',
    code: 'link-without-partner',
    node: 'l',
    severity: 'error',
    zh: ['同一范围内', '请添加同名的链接捕获事件'],
    en: ['in the same scope', 'Add a catching link event'],
  },
  {
    what: 'an event gateway into a task',
    elements: `${ends}<eventBasedGateway id="g"/><userTask id="a" name="审核"/>`,
    flow: 's -> g -> a -> e',
    code: 'event-gateway-into-task',
    node: 'g_a',
    severity: 'error',
    zh: ['必须是事件，而不是“审核”', '捕获事件或接收任务'],
    en: ['An event must follow', 'a catch event or a receive task'],
  },
  {
    what: 'a wrong expression',
    elements: `${ends}<exclusiveGateway id="g"/><endEvent id="f"/>`,
    flow: 's -> g -> e [=x >]\ng -> f [default]',
    code: 'expression-syntax',
    node: 'g_e',
    severity: 'error',
    zh: ['字符处有误', '按 FEEL 语法'],
    en: ['is wrong at character', 'must be FEEL'],
  },
]

describe('a finding says what is wrong, where, and how to mend it, in both languages:', () => {
  it.each(rows)('$what', async ({ elements, flow, roots, code, node, severity, zh, en }) => {
    const found = checkProcess(await model(diagram(elements, flow, roots)))
    const finding = found.find((each) => each.code === code)
    expect(finding, found.map((each) => `${each.node} ${each.code}`).join('; ')).toMatchObject({ node, severity })
    expect(finding?.message['zh-CN']).toContain(zh[0])
    expect(finding?.remedy['zh-CN']).toContain(zh[1])
    expect(finding?.message.en).toContain(en[0])
    expect(finding?.remedy.en).toContain(en[1])
    expect(finding?.message['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(finding?.remedy['zh-CN']).toMatch(/\p{Script=Han}/u)
  })
})
