import { type BpmnModel, checkProcess, compile, type Decisions, type Process, readBpmn } from '#engine'
import type { Constants, WorkingCalendar } from '#feel'
import type { Finding } from '#findings'
import type { XmlDefinition } from './bundle.ts'
import { hasErrors } from './finding.ts'

/** What expressions are bound to when they are read: the working days of the region, and what it sets. */
export interface ReadBy {
  readonly calendar?: WorkingCalendar
  readonly constants?: Constants
}

interface ReadProcess {
  readonly model?: BpmnModel
  readonly findings: Finding[]
}

/** What was read of definitions before; they are immutable, so it stays true as long as they are kept. */
const readBefore = new WeakMap<XmlDefinition, Promise<ReadProcess>>()

/** Remembers what a definition was read as, so that it is not read twice. */
export function keepRead(definition: XmlDefinition, read: ReadProcess): void {
  readBefore.set(definition, Promise.resolve(read))
}

/** The process of a definition made ready to run; missing, with the findings that say why, where it has errors. */
export async function compileProcess(
  definition: XmlDefinition,
  decisions: Decisions,
  by: ReadBy = {},
): Promise<{ readonly process?: Process; readonly findings: Finding[] }> {
  const { model, findings } = await modelOf(definition)
  if (!model || hasErrors(findings)) return { findings }
  return { process: compile(model, { processId: definition.id, decisions, ...by }), findings }
}

function modelOf(definition: XmlDefinition): Promise<ReadProcess> {
  const known = readBefore.get(definition)
  if (known) return known
  const reading = readAndCheck(definition.xml)
  readBefore.set(definition, reading)
  return reading
}

async function readAndCheck(xml: string): Promise<ReadProcess> {
  const { model, findings } = await readBpmn(xml)
  return model ? { model, findings: [...findings, ...checkProcess(model)] } : { findings }
}
