import { DmnModdle } from 'dmn-moddle'
import { readBpmn, readDmn, writeBpmn } from '#engine'
import type { Finding } from '#findings'
import { hasErrors, problem } from '../finding.ts'

/** The same BPMN or DMN with its elements in the order of the standard; missing where the text loses something when read. */
export interface StandardXml {
  readonly xml?: string
  readonly findings: readonly Finding[]
}

export async function standardBpmn(text: string): Promise<StandardXml> {
  const { model, findings } = await readBpmn(text)
  if (!model || hasErrors(findings)) return { findings }
  return written(() => writeBpmn(model), findings)
}

export async function standardDmn(text: string): Promise<StandardXml> {
  const { findings } = await readDmn(text)
  if (hasErrors(findings)) return { findings }
  const moddle = new DmnModdle()
  const { rootElement } = await moddle.fromXML(text)
  return written(async () => (await moddle.toXML(rootElement, { format: true })).xml, findings)
}

/** The library can read some texts that it cannot write, such as attributes of namespaces it does not know. */
async function written(write: () => Promise<string>, findings: readonly Finding[]): Promise<StandardXml> {
  try {
    return { xml: await write(), findings }
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : ''
    const unwritable = problem(
      'xml-unwritable',
      {},
      [`文件可以读取，但无法完整写回：${reason}`, `The file can be read, but not written back whole: ${reason}`],
      ['请用设计器重新导出该文件', 'Export the file from the designer again'],
    )
    return { findings: [...findings, unwritable] }
  }
}

/** The prefixes that patches of a process use, by namespace. */
export const bpmnPrefixes: ReadonlyMap<string, string> = new Map([
  ['http://www.omg.org/spec/BPMN/20100524/MODEL', 'bpmn'],
  ['http://www.omg.org/spec/BPMN/20100524/DI', 'bpmndi'],
  ['http://www.omg.org/spec/DD/20100524/DC', 'dc'],
  ['http://www.omg.org/spec/DD/20100524/DI', 'di'],
  ['http://www.w3.org/2001/XMLSchema-instance', 'xsi'],
  ['http://camunda.org/schema/zeebe/1.0', 'zeebe'],
  ['urn:gezhi:bpmn:1.0', 'gezhi'],
])

/** The prefixes that patches of a decision use, by namespace. */
export const dmnPrefixes: ReadonlyMap<string, string> = new Map([
  ['https://www.omg.org/spec/DMN/20191111/MODEL/', 'dmn'],
  ['https://www.omg.org/spec/DMN/20191111/DMNDI/', 'dmndi'],
  ['http://www.omg.org/spec/DMN/20180521/DC/', 'dc'],
  ['http://www.omg.org/spec/DMN/20180521/DI/', 'di'],
  ['http://www.w3.org/2001/XMLSchema-instance', 'xsi'],
  ['urn:gezhi:bpmn:1.0', 'gezhi'],
])
