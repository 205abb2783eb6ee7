import { type Decisions, readDmn } from '#engine'
import type { Finding } from '#findings'
import type { Definitions, XmlDefinition } from './bundle.ts'
import type { ReadBy } from './compile-process.ts'
import { definitionPath } from './definition-path.ts'
import { canonicalJson } from './digest.ts'
import { problem } from './finding.ts'

type ReadDecisions = ReturnType<typeof readDmn>

interface Read {
  readonly calendar: ReadBy['calendar']
  readonly constants: string
  readonly result: ReadDecisions
}

/** What was read of definitions last, and bound to what; all of it is immutable. */
const readBefore = new WeakMap<XmlDefinition, Read>()

/** All decisions of all files, by id, with findings where an id is taken twice or a required decision is missing. */
export async function decisionsOf(
  { decisions: files }: Pick<Definitions, 'decisions'>,
  by: ReadBy = {},
): Promise<{ readonly decisions: Decisions; readonly findings: Finding[] }> {
  const constants = canonicalJson(by.constants ?? {})
  const decisions: Record<string, Decisions[string]> = Object.create(null)
  const fileOf = new Map<string, string>()
  const findings: Finding[] = []
  for (const definition of Object.values(files)) {
    const file = definitionPath('decision', definition.id)
    for (const decision of Object.values((await read(definition, by, constants)).decisions)) {
      const other = fileOf.get(decision.id)
      if (other !== undefined) findings.push(twice(file, decision.id, other))
      decisions[decision.id] = decision
      fileOf.set(decision.id, file)
    }
  }
  for (const { id, requires } of Object.values(decisions)) {
    for (const required of requires) {
      if (!Object.hasOwn(decisions, required)) findings.push(missing(fileOf.get(id), id, required))
    }
  }
  return { decisions, findings }
}

function read(definition: XmlDefinition, by: ReadBy, constants: string): ReadDecisions {
  const known = readBefore.get(definition)
  if (known && known.calendar === by.calendar && known.constants === constants) return known.result
  const result = readDmn(definition.xml, by)
  readBefore.set(definition, { calendar: by.calendar, constants, result })
  return result
}

function twice(file: string, id: string, other: string): Finding {
  return problem(
    'decision-twice',
    { file, node: id },
    [`决策“${id}”在“${other}”中已有`, `The decision "${id}" is in "${other}" already`],
    ['请另取编号', 'Give it another id'],
  )
}

function missing(file: string | undefined, id: string, required: string): Finding {
  return problem(
    'decision-unknown',
    { file, node: id },
    [`决策“${id}”依赖的决策“${required}”不存在`, `The decision "${id}" builds on "${required}", which does not exist`],
    ['请添加该决策，或去掉依赖', 'Add that decision, or take the requirement away'],
  )
}
