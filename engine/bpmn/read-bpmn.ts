import { BpmnModdle } from 'bpmn-moddle'
import zeebeModdle from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' }
import type { Finding } from '#findings'
import { isWritable, withPlainIds } from './foreign-ids.ts'
import { gezhiModdle } from './gezhi-moddle.ts'
import type { ModdleElement } from './moddle-element.ts'
import { guardXml } from './xml-guard.ts'

export { zeebeModdle }

/** Making one takes longer than reading a small file; it keeps nothing of what it reads. */
const moddle = new BpmnModdle({ zeebe: zeebeModdle, gezhi: gezhiModdle })

/** A BPMN file as read: everything in it, also what the engine does not run. */
export interface BpmnModel {
  /** `bpmn:Definitions` */
  readonly definitions: ModdleElement
}

/**
 * Reads a BPMN 2.0 file. `model` is missing where the text cannot be read as one.
 *
 * Whatever the reader had to leave out is an error, so that writing the model back loses nothing. With `anyIds` elements
 * may have ids that editors cannot show: with letters of other languages, or a digit first.
 */
export async function readBpmn(
  xml: string,
  { anyIds = false }: { readonly anyIds?: boolean } = {},
): Promise<{ model?: BpmnModel; findings: Finding[] }> {
  const refused = guardXml(xml)
  if (refused) return { findings: [refused] }
  try {
    const { text, restore } = anyIds ? withPlainIds(xml) : { text: xml, restore: () => {} }
    const { rootElement, elementsById, warnings } = await moddle.fromXML(text)
    restore(Object.values(elementsById))
    const unknown = anyIds ? warnings.filter((warning) => !takeVariable(warning)) : warnings
    return { model: { definitions: rootElement }, findings: unknown.map(warningFinding) }
  } catch (error) {
    return { findings: [unreadable('bpmn-unreadable', error)] }
  }
}

/** Where a multi-instance loop names a variable instead of a data item, as other tools let it: the name stands for an item. */
function takeVariable({ element, property, value }: ImportWarning): boolean {
  if (property !== 'bpmn:loopDataInputRef' && property !== 'bpmn:loopDataOutputRef') return false
  if (!element || !isWritable(element) || value === undefined) return false
  const name = /^(?:[$#]\{)?([^{}]*)\}?$/.exec(value.trim())?.[1]?.trim()
  if (!name) return false
  element.set(property, moddle.create('bpmn:DataInput', { id: name, name }))
  return true
}

interface ImportWarning {
  readonly message: string
  readonly element?: ModdleElement
  /** Of a reference that leads nowhere. */
  readonly property?: string
  readonly value?: string
}

/** The model as BPMN XML; elements of unknown namespaces are kept. */
export async function writeBpmn(model: BpmnModel): Promise<string> {
  const { xml } = await moddle.toXML(model.definitions, { format: true })
  return xml
}

export function warningFinding(warning: ImportWarning): Finding {
  const reason = firstLine(warning.message)
  const [, id] = /illegal ID <([^>\n]{1,200})>/.exec(warning.message) ?? []
  if (id !== undefined) return illegalId(id)
  return {
    severity: 'error',
    code: 'xml-import-warning',
    node: warning.element?.id,
    message: {
      'zh-CN': `文件中有无法理解的内容：${reason}`,
      en: `The file holds what cannot be understood: ${reason}`,
    },
    remedy: { 'zh-CN': '请更正引用或删除该内容', en: 'Mend the reference or remove that content' },
  }
}

function illegalId(node: string): Finding {
  return {
    severity: 'error',
    code: 'id-letters',
    node,
    message: {
      'zh-CN': `编号“${node}”含有设计器不能显示的字符`,
      en: `The id "${node}" has letters that the designer cannot show`,
    },
    remedy: {
      'zh-CN': '编号请以英文字母或下划线开头，只用英文字母、数字、点和连字符；名称可以是中文',
      en: 'Begin ids with a letter or underscore and use A to Z, digits, dots and hyphens; names may be of any letters',
    },
  }
}

export function unreadable(code: string, error: unknown): Finding {
  const reason = error instanceof Error ? firstLine(error.message) : ''
  return {
    severity: 'error',
    code,
    message: { 'zh-CN': `不是可读取的 XML 文件：${reason}`, en: `Not a readable XML file: ${reason}` },
    remedy: { 'zh-CN': '请重新从设计器导出', en: 'Export it from the designer again' },
  }
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').slice(0, 200)
}
