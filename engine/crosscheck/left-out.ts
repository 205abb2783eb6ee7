import type { LocalizedText } from '#findings'

/**
 * Everything that is not compared, and why. Whatever is not named here is compared.
 *
 * bpmn-engine (25, on bpmn-elements 17) tells an element of each flow that is *not* taken as well, by a discard that
 * runs on through the process. What it makes of discards is no semantics of BPMN 2.0.2: at a parallel join they count
 * like tokens, so that the join fires before its branches are done, and their number doubles with every choice that is
 * merged again. They are therefore not let through, and its joins are compared by the tokens they get.
 */
const reasons = {
  element: ['另一引擎不按标准执行这类元素', 'the other engine does not run this kind of element as the standard says'],
  event: [
    '该事件需要关联、定时或抛出，两个引擎的做法不同',
    'the event correlates, waits or throws, which both do in their own way',
  ],
  loop: [
    '循环与多实例的变量由各引擎自行决定',
    'loops and multiple instances keep their variables each in their own way',
  ],
  instantiating: [
    '另一引擎不由消息或事件网关启动流程',
    'the other engine begins no process by a receive task or an event-based gateway',
  ],
  'data-state': ['另一引擎不理会数据状态', 'the other engine minds no states of data'],
  mapping: ['输入输出映射只有本引擎支持', 'only this engine knows input and output mappings'],
  quantity: ['另一引擎不支持令牌数量', 'the other engine knows no start and completion quantity'],
  'inclusive-join': [
    '另一引擎的包容汇合不符合标准',
    'the inclusive join of the other engine does not follow the standard',
  ],
  'parallel-condition': ['并行网关后的条件没有意义', 'conditions after a parallel gateway mean nothing'],
  'flows-between-the-same': [
    '同一元素有两条流进入并行汇合，另一引擎按元素而不按流计数',
    'two flows lead from one element into the parallel join; the other engine counts elements, not flows',
  ],
  'several-starts': ['另一引擎会同时触发所有开始事件', 'the other engine begins at all start events at once'],
  'no-way-in': ['没有流进入的元素在另一引擎中会自动开始', 'the other engine begins at every element without a way in'],
  'several-processes': ['另一引擎会同时运行文件中的所有流程', 'the other engine runs all processes of the file'],
  'not-executable': ['流程未标记为可执行', 'the process is not marked executable'],
  'flow-without-id': ['顺序流没有编号', 'a sequence flow has no id'],
  unreadable: ['文件不能被两个引擎同时读取', 'the file cannot be read by both engines'],
  action: ['场景中有另一引擎没有的动作', 'the scenario does what the other engine has no word for'],
  incident: [
    '流程在此停下等待处理故障，另一引擎没有故障',
    'an incident stops the process here; the other engine has none',
  ],
  endless: ['作业一个接一个，没有尽头', 'one job follows the other without end'],
  twice: [
    '同一元素上有多个令牌，另一引擎一次只运行一个',
    'several tokens are at one element, of which the other engine runs one at a time',
  ],
  'fed-twice': [
    '并行汇合的同一条流收到多个令牌，另一引擎会丢失多余的',
    'a parallel join got several tokens by one flow; the other engine loses all but one',
  ],
  stuck: [
    '并行汇合永远等不到其余分支，另一引擎此时直接结束',
    'a parallel join waits for ever; the other engine ends there',
  ],
} as const satisfies Record<string, readonly [zh: string, en: string]>

export type LeftOutCode = keyof typeof reasons

/** From here on nothing is compared. */
export interface LeftOut {
  readonly code: LeftOutCode
  /** Id of the element or flow, where it is one. */
  readonly node?: string
  readonly message: LocalizedText
}

export function leaveOut(code: LeftOutCode, node?: string): LeftOut {
  const [zh, en] = reasons[code]
  const [at, where] = node === undefined ? ['', ''] : [`“${node}”：`, `"${node}": `]
  return { code, node, message: { 'zh-CN': `未比较——${at}${zh}`, en: `Not compared: ${where}${en}` } }
}
