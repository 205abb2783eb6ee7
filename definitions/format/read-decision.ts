import { readDmn } from '#engine'
import type { Finding } from '#findings'
import type { XmlDefinition } from './bundle.ts'
import { hasErrors, problem } from './finding.ts'
import { isIdentifier } from './identifier.ts'
import { reservedXmlIds } from './reserved-xml-ids.ts'

/**
 * Reads `decisions/ID.dmn`. A file may hold several decisions that build on each other; the one that no other of them
 * requires gives it its id.
 */
export async function readDecision(
  xml: string,
): Promise<{ readonly decision?: XmlDefinition; readonly findings: Finding[] }> {
  const reserved = reservedXmlIds(xml)
  if (reserved.length > 0) return { findings: reserved }
  const { decisions, findings } = await readDmn(xml)
  const all = Object.values(decisions)
  const required = new Set(all.flatMap(({ requires }) => requires))
  const top = all.filter(({ id }) => !required.has(id))
  const [decision] = top
  if (decision && top.length === 1 && isIdentifier(decision.id)) {
    return { decision: { id: decision.id, title: decision.name, xml }, findings }
  }
  return { findings: hasErrors(findings) ? findings : [...findings, notOne(top.map(({ id }) => id))] }
}

function notOne(ids: readonly string[]): Finding {
  return problem(
    'decision-count',
    { node: ids[1] },
    ids.length === 0
      ? ['文件中没有决策', 'The file holds no decision']
      : [
          `文件中有 ${ids.length} 个互不相关的决策或编号不可用`,
          `The file holds ${ids.length} decisions that do not build on each other, or an id that cannot be used`,
        ],
    ['一个文件放一个决策及其依赖的决策', 'Keep one decision, and what it builds on, in one file'],
  )
}
