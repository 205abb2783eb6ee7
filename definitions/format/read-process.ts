import { type BpmnModel, checkProcess, readBpmn } from '#engine'
import type { Finding, LocalizedText } from '#findings'
import type { XmlDefinition } from './bundle.ts'
import { keepRead } from './compile-process.ts'
import { hasErrors, problem } from './finding.ts'
import { isIdentifier } from './identifier.ts'
import { reservedXmlIds } from './reserved-xml-ids.ts'

/** What a moddle element offers a reader. */
type Element = BpmnModel['definitions']

/** Reads `processes/ID.bpmn`. A draft that has errors is still a definition as long as it says its id. */
export async function readProcess(
  xml: string,
): Promise<{ readonly process?: XmlDefinition; readonly findings: Finding[] }> {
  const reserved = reservedXmlIds(xml)
  if (reserved.length > 0) return { findings: reserved }
  const { model, findings: unreadable } = await readBpmn(xml)
  if (!model || hasErrors(unreadable)) return { findings: unreadable }
  const [element, ...others] = executable(model)
  const checked = [...unreadable, ...checkProcess(model)]
  const findings = [...checked, ...others.map(second)]
  if (!element || !isIdentifier(element.id))
    return { findings: element ? [...findings, unnamed(element.id)] : findings }
  const process = { ...wordsOf(element), id: element.id, xml }
  keepRead(process, { model, findings: checked })
  return { process, findings }
}

function executable({ definitions }: BpmnModel): readonly Element[] {
  const processes = elements(definitions.get('rootElements')).filter(({ $type }) => $type === 'bpmn:Process')
  const marked = processes.filter((process) => process.get('isExecutable') === true)
  return marked.length > 0 ? marked : processes.slice(0, 1)
}

function wordsOf(process: Element): { title: LocalizedText; description?: LocalizedText } {
  const name = text(process.get('name'))
  const en = text(process.get('gezhi:nameEn'))
  const description = describedIn(process)
  return {
    title: { 'zh-CN': name ?? en ?? process.id ?? '', ...(en !== undefined && { en }) },
    ...(description && { description }),
  }
}

/** `bpmn:documentation`, and a second one with `xml:lang="en"`. */
function describedIn(process: Element): LocalizedText | undefined {
  const isEnglish = (documentation: Element) => documentation.get('xml:lang') === 'en'
  const all = elements(process.get('documentation'))
  const zh = text(all.find((documentation) => !isEnglish(documentation))?.get('text'))
  const en = text(all.find(isEnglish)?.get('text'))
  const first = zh ?? en
  return first === undefined ? undefined : { 'zh-CN': first, ...(en !== undefined && { en }) }
}

function elements(value: unknown): readonly Element[] {
  return Array.isArray(value) ? value : []
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

function second({ id }: Element): Finding {
  return problem(
    'several-processes',
    { node: id },
    ['一个文件只能有一个可执行流程', 'A file may hold one executable process only'],
    [
      '请把该流程移到单独的文件，或取消“可执行”',
      'Move this process to a file of its own, or do not mark it executable',
    ],
  )
}

function unnamed(id: string | undefined): Finding {
  return problem(
    'process-id',
    { node: id },
    ['流程编号缺失或不可用', 'The id of the process is missing or cannot be used'],
    ['请用字母、数字、连字符另取编号', 'Give it an id of letters, digits and hyphens'],
  )
}
