import type { BpmnModel } from '#engine'
import type { Finding } from '#findings'
import { plainCondition } from './plain-condition.ts'

type Element = BpmnModel['definitions']

/** What moddle elements can do beyond being read. */
interface Editable extends Element {
  readonly $model: { readonly create: (type: string, attributes: object) => Editable }
  readonly set: (name: string, value: unknown) => void
}

/**
 * Takes a file that another tool wrote for a simulation. What our vocabulary needs and the file says otherwise is put in:
 * work without a job type gets a job of its own id, a decision and a condition are taken over where they can be. Where no
 * process is marked executable, all are run. Findings tell of each, and of attributes that are kept but mean nothing here.
 */
export function takeForeign({ definitions }: BpmnModel, xml: string, decisions: readonly string[] = []): Finding[] {
  const vendors = new Set([...xml.matchAll(foreignNamespace)].map(([, prefix = '']) => prefix))
  return [
    ...[...vendors].map(keptOnly),
    ...markExecutable(definitions),
    ...elementsWithin(definitions).flatMap((element) => takeElement(element, decisions)),
  ]
}

const foreignNamespace =
  /xmlns:([\w.-]{1,40})\s*=\s*["'](?:http:\/\/camunda\.org\/schema\/1\.0\/bpmn|http:\/\/activiti\.(?:org|com)\/bpmn|http:\/\/flowable\.org\/bpmn)["']/g

function listOf(element: Element, name: string): Element[] {
  const inside = element.get(name)
  return Array.isArray(inside) ? inside : []
}

/** Everything that lies in a flow, at any depth. */
function elementsWithin(root: Element): Element[] {
  const found: Element[] = []
  const open: Element[] = [root]
  for (let next = open.pop(); next; next = open.pop()) {
    const elements = listOf(next, next.$type === 'bpmn:Definitions' ? 'rootElements' : 'flowElements')
    found.push(...elements)
    open.push(...elements)
  }
  return found
}

function markExecutable(definitions: Element): Finding[] {
  const processes = listOf(definitions, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process')
  if (processes.some((process) => process.get('isExecutable') !== false)) return []
  for (const process of processes) if (isEditable(process)) process.set('isExecutable', true)
  return processes.length === 0 ? [] : [noneMarked()]
}

function takeElement(element: Element, decisions: readonly string[]): Finding[] {
  if (element.$type === 'bpmn:SequenceFlow') return takeCondition(element)
  const looped = takeLoop(element)
  if (element.$type === 'bpmn:BusinessRuleTask' && takeDecision(element, decisions)) return looped
  if (element.$type === 'bpmn:ScriptTask' && takeScript(element)) return looped
  return asksForNothing(element) ? [...looped, nameJob(element)] : looped
}

/** A loop over another tool's `collection`, and its completion condition by the standard's names (BPMN 2.0.2, table 10.29). */
function takeLoop(element: Element): Finding[] {
  const loop = element.get('loopCharacteristics')
  if (!isEditable(loop) || loop.$type !== 'bpmn:MultiInstanceLoopCharacteristics') return []
  const collection = /^(?:[$#]\{)?([\p{L}_][\p{L}\p{N}_.]*)\}?$/u.exec(foreign(loop, 'collection') ?? '')?.[1]
  if (collection !== undefined && extensions(loop).length === 0) {
    const inputElement = foreign(loop, 'elementVariable')
    extend(loop, 'zeebe:LoopCharacteristics', {
      inputCollection: `=${collection}`,
      ...(inputElement && { inputElement }),
    })
  }
  const condition = loop.get('completionCondition')
  return isEditable(condition) ? takeFormula(element.id, condition) : []
}

const work = new Set(['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:ScriptTask', 'bpmn:BusinessRuleTask'])
/** Extensions by which our vocabulary says what work is done. */
const said = ['zeebe:TaskDefinition', 'zeebe:CalledDecision', 'zeebe:Script']

function asksForNothing(element: Element): boolean {
  const sendsMessage = element.$type === 'bpmn:SendTask' && element.get('messageRef')
  if (!(work.has(element.$type) && !sendsMessage) && !throwsNameless(element)) return false
  return !extensions(element).some(({ $type }) => said.includes($type))
}

/** Another tool's message event that a worker sends: it names no message. */
function throwsNameless(element: Element): boolean {
  if (element.$type !== 'bpmn:IntermediateThrowEvent' && element.$type !== 'bpmn:EndEvent') return false
  const messages = listOf(element, 'eventDefinitions').filter(({ $type }) => $type === 'bpmn:MessageEventDefinition')
  return messages.some((definition) => !definition.get('messageRef'))
}

function extensions(element: Element): Element[] {
  const holder = element.get('extensionElements')
  return isEditable(holder) ? listOf(holder, 'values') : []
}

function extend(element: Editable, type: string, attributes: object): void {
  const values = [...extensions(element), element.$model.create(type, attributes)]
  element.set('extensionElements', element.$model.create('bpmn:ExtensionElements', { values }))
}

/** Another tool's attribute, whatever its prefix: `camunda:decisionRef`. */
function foreign(element: Element, name: string): string | undefined {
  const found = Object.entries(element.$attrs ?? {}).find(([key]) => key.endsWith(`:${name}`))
  return typeof found?.[1] === 'string' ? found[1] : undefined
}

/** Whether the task names one of the decisions that came along. */
function takeDecision(element: Element, decisions: readonly string[]): boolean {
  const decisionId = foreign(element, 'decisionRef')
  if (decisionId === undefined || !decisions.includes(decisionId) || !isEditable(element)) return false
  if (extensions(element).some(({ $type }) => said.includes($type))) return false
  extend(element, 'zeebe:CalledDecision', {
    decisionId,
    resultVariable: foreign(element, 'resultVariable') ?? element.id ?? 'result',
  })
  return true
}

/** Whether the task's own script is FEEL (BPMN 2.0.2, table 10.12): it gives its result to the variable named, else to one of its id. */
function takeScript(element: Element): boolean {
  const [format, script] = [element.get('scriptFormat'), element.get('script')]
  if (typeof format !== 'string' || !/feel/i.test(format) || typeof script !== 'string' || !isEditable(element))
    return false
  if (extensions(element).some(({ $type }) => said.includes($type))) return false
  extend(element, 'zeebe:Script', {
    expression: `=${script.trim().replace(/^=/, '')}`,
    resultVariable: foreign(element, 'resultVariable') ?? element.id ?? 'result',
  })
  return true
}

function takeCondition(flow: Element): Finding[] {
  const condition = flow.get('conditionExpression')
  return isEditable(condition) ? takeFormula(flow.id, condition) : []
}

function takeFormula(node: string | undefined, formula: Editable): Finding[] {
  const source = formula.get('body')
  const plain = typeof source === 'string' ? plainCondition(source) : undefined
  if (plain === undefined) return []
  formula.set('body', `=${plain}`)
  return [translated(node, plain)]
}

function nameJob(element: Element): Finding {
  if (isEditable(element)) extend(element, 'zeebe:TaskDefinition', { type: element.id ?? '' })
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

function noneMarked(): Finding {
  return {
    severity: 'warning',
    code: 'none-executable',
    message: {
      'zh-CN': '没有流程标记为可执行，模拟时全部运行。',
      en: 'No process is marked executable; the simulation runs all of them.',
    },
    remedy: { 'zh-CN': '正式使用前请勾选“可执行”。', en: 'Mark executable what is to be used.' },
  }
}

function translated(node: string | undefined, plain: string): Finding {
  return {
    severity: 'warning',
    code: 'condition-translated',
    node,
    message: {
      'zh-CN': `条件按 FEEL“${plain}”执行。`,
      en: `The condition is taken for the FEEL "${plain}".`,
    },
    remedy: { 'zh-CN': '正式使用前请用 FEEL 填写。', en: 'Write it in FEEL before it is used.' },
  }
}
