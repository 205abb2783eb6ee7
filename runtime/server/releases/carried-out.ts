import type { Release } from '#definitions'
import { type BpmnModel, readBpmn } from '#engine'
import type { Finding } from '#findings'

type Element = BpmnModel['definitions']

/** What the release's processes ask for that this server could not carry out; with an error among them it is not published. */
export async function notCarriedOutIn(release: Release): Promise<Finding[]> {
  const findings = await Promise.all(
    Object.values(release.processes).map(async ({ id, xml }) => {
      const { model } = await readBpmn(xml)
      return model ? refusedIn(model.definitions, `processes/${id}.bpmn`) : []
    }),
  )
  return findings.flat()
}

function refusedIn(root: Element, file: string): Finding[] {
  const found: Finding[] = []
  const left: { readonly element: Element; readonly parent?: Element }[] = [{ element: root }]
  for (let next = left.pop(); next; next = left.pop()) {
    const { element, parent } = next
    if (element.$type === 'bpmn:StartEvent' && parent?.$type === 'bpmn:Process') {
      const triggers = listIn(element, 'eventDefinitions').map(({ $type }) => $type)
      if (triggers.includes('bpmn:ConditionalEventDefinition')) found.push(conditionalStart(file, element.id))
    }
    for (const list of ['rootElements', 'flowElements'] as const) {
      left.push(...listIn(element, list).map((child) => ({ element: child, parent: element })))
    }
  }
  return found
}

function listIn(element: Element, list: string): Element[] {
  const children: unknown = Object.hasOwn(element, list) ? element.get(list) : undefined
  return Array.isArray(children) ? (children as Element[]) : []
}

function conditionalStart(file: string, node: string | undefined): Finding {
  return {
    severity: 'error',
    code: 'not-carried-out',
    file,
    node,
    message: {
      'zh-CN': '流程不能由条件启动：流程开始之前没有可供判断的数据。',
      en: 'A condition cannot start a process: before it has begun there is no data to judge.',
    },
    remedy: {
      'zh-CN': '请改用消息、信号或定时器启动，或由人发起。',
      en: 'Start it by a message, a signal or a timer, or let a person start it.',
    },
  }
}
