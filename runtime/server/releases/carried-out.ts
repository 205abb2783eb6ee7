import type { Release } from '#definitions'
import { type BpmnModel, readBpmn } from '#engine'
import type { Finding } from '#findings'

type Element = BpmnModel['definitions']

/** What the engine runs and this server does not yet carry: messages, signals and calls between cases. */
const notCarriedOut: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'bpmn:MessageEventDefinition': ['消息事件', 'message event'],
  'bpmn:SignalEventDefinition': ['信号事件', 'signal event'],
  'bpmn:ReceiveTask': ['接收任务', 'receive task'],
  'bpmn:CallActivity': ['调用活动', 'call activity'],
}

/** The elements of the release's processes that this server could not carry out; with one of them it is not published. */
export async function notCarriedOutIn(release: Release): Promise<Finding[]> {
  const findings = await Promise.all(
    Object.values(release.processes).map(async ({ id, xml }) => {
      const { model } = await readBpmn(xml)
      return model ? refusedIn(model.definitions, `processes/${id}.bpmn`) : []
    }),
  )
  return findings.flat()
}

const inside = ['rootElements', 'flowElements', 'eventDefinitions'] as const

function refusedIn(root: Element, file: string): Finding[] {
  const found: Finding[] = []
  const left: { readonly element: Element; readonly node?: string }[] = [{ element: root }]
  for (let next = left.pop(); next; next = left.pop()) {
    const { element, node } = next
    const isDefinition = element.$type.endsWith('EventDefinition')
    const at = isDefinition ? node : element.id
    const name = Object.hasOwn(notCarriedOut, element.$type) ? notCarriedOut[element.$type] : undefined
    if (name) found.push(refused(file, at, name))
    for (const list of inside) {
      const children: unknown = Object.hasOwn(element, list) ? element.get(list) : undefined
      if (Array.isArray(children))
        left.push(...children.map((child: Element) => ({ element: child, node: element.id })))
    }
  }
  return found
}

function refused(file: string, node: string | undefined, [zh, en]: readonly [string, string]): Finding {
  return {
    severity: 'error',
    code: 'not-carried-out',
    file,
    node,
    message: { 'zh-CN': `服务器尚不能执行${zh}。`, en: `The server does not carry out a ${en} yet.` },
    remedy: {
      'zh-CN': '请改用定时器、用户任务或服务任务。',
      en: 'Use a timer, a user task or a service task instead.',
    },
  }
}
