import type { BpmnModel } from '#engine'
import type { Finding } from '#findings'

type Element = BpmnModel['definitions']

/** What moddle elements can do beyond being read. */
interface Editable extends Element {
  readonly $model: { readonly create: (type: string, attributes: object) => Editable }
  readonly set: (name: string, value: unknown) => void
}

/**
 * Takes a file that another tool wrote for a simulation: a service task (or a send task without a message) that does not
 * say what work it asks for gets a job of its own id. Findings tell of these, and of attributes that are kept but mean
 * nothing here.
 */
export function takeForeign({ definitions }: BpmnModel, xml: string): Finding[] {
  const vendors = new Set([...xml.matchAll(foreignNamespace)].map(([, prefix = '']) => prefix))
  return [...[...vendors].map(keptOnly), ...elementsWithin(definitions).filter(asksForNothing).map(nameJob)]
}

const foreignNamespace =
  /xmlns:([\w.-]{1,40})\s*=\s*["'](?:http:\/\/camunda\.org\/schema\/1\.0\/bpmn|http:\/\/activiti\.(?:org|com)\/bpmn|http:\/\/flowable\.org\/bpmn)["']/g

function elementsWithin(root: Element): Element[] {
  const found: Element[] = []
  const open: Element[] = [root]
  for (let next = open.pop(); next; next = open.pop()) {
    const inside = next.get(next.$type === 'bpmn:Definitions' ? 'rootElements' : 'flowElements')
    if (!Array.isArray(inside)) continue
    const elements: Element[] = inside
    found.push(...elements)
    open.push(...elements)
  }
  return found
}

function asksForNothing(element: Element): boolean {
  const sendsNothing = element.$type === 'bpmn:SendTask' && !element.get('messageRef')
  if (element.$type !== 'bpmn:ServiceTask' && !sendsNothing) return false
  return !extensions(element).some(({ $type }) => $type === 'zeebe:TaskDefinition')
}

function extensions(element: Element): Element[] {
  const holder = element.get('extensionElements')
  const values = isEditable(holder) ? holder.get('values') : undefined
  return Array.isArray(values) ? values : []
}

function nameJob(element: Element): Finding {
  if (isEditable(element)) {
    const definition = element.$model.create('zeebe:TaskDefinition', { type: element.id ?? '' })
    const values = [...extensions(element), definition]
    element.set('extensionElements', element.$model.create('bpmn:ExtensionElements', { values }))
  }
  return {
    severity: 'warning',
    code: 'job-type-missing',
    node: element.id,
    message: {
      'zh-CN': '没有填写作业类型，模拟时以元素编号为类型。',
      en: 'It names no job type; the simulation takes its id for one.',
    },
    remedy: {
      'zh-CN': '正式使用前请填写 zeebe:taskDefinition。',
      en: 'Give it a zeebe:taskDefinition before it is used.',
    },
  }
}

function isEditable(value: unknown): value is Editable {
  return typeof value === 'object' && value !== null && '$model' in value && 'set' in value
}

function keptOnly(prefix: string): Finding {
  return {
    severity: 'warning',
    code: 'foreign-attributes',
    message: {
      'zh-CN': `“${prefix}:”扩展已保留，但不会执行。`,
      en: `The "${prefix}:" extensions are kept, but do nothing.`,
    },
    remedy: { 'zh-CN': '需要的内容请改用 zeebe: 扩展填写。', en: 'Say by zeebe: extensions what is needed of them.' },
  }
}
