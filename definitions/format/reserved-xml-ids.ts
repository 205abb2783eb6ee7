import type { Finding } from '#findings'
import { problem } from './finding.ts'

/**
 * Ids in a BPMN or DMN text that every JavaScript object has as a member (`__proto__`, `constructor` …), which could
 * pass for something else wherever ids are keys. An id written with character references is taken for one of them.
 */
export function reservedXmlIds(xml: string): Finding[] {
  const found = new Set<string>()
  for (const [, id = ''] of xml.matchAll(/\sid\s*=\s*["']([^"'<]{0,200})["']/g)) {
    if (id in Object.prototype || id.includes('&')) found.add(id)
  }
  return [...found]
    .slice(0, 10)
    .map((id) =>
      problem(
        'reserved-id',
        { node: id },
        [`编号“${id}”不可使用`, `The id "${id}" cannot be used`],
        ['请另取编号', 'Choose another id'],
      ),
    )
}
