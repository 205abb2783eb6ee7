import type { Constants, WorkingCalendar } from '#feel'
import type { Finding } from '#findings'
import { elementOf, elementsOf, type ModdleElement, textOf } from '../bpmn/moddle-element.ts'
import { unreadable, warningFinding } from '../bpmn/read-bpmn.ts'
import { guardXml } from '../bpmn/xml-guard.ts'
import type { Decision, Decisions, Knowledge } from './decision.ts'
import { readDmnXml } from './dmn-moddle.ts'
import { makeKnowledgeReader } from './read-knowledge.ts'
import { type LogicReader, readLogic } from './read-logic.ts'

/**
 * Reads a file of DMN 1.1 to 1.6, by the rules of 1.3 with the boxed expressions of 1.4. `decisions` holds what can be
 * evaluated, by id; decision services are among them.
 */
export async function readDmn(
  xml: string,
  by: { readonly calendar?: WorkingCalendar; readonly constants?: Constants } = {},
): Promise<{ decisions: Decisions; findings: Finding[] }> {
  const refused = guardXml(xml)
  if (refused) return { decisions: {}, findings: [refused] }
  try {
    const { rootElement, warnings } = await readDmnXml(xml)
    return readDefinitions(elementsOf(rootElement, 'drgElement'), warnings.map(warningFinding), by)
  } catch (error) {
    return { decisions: {}, findings: [unreadable('dmn-unreadable', error)] }
  }
}

function readDefinitions(
  all: readonly ModdleElement[],
  findings: Finding[],
  by: Pick<LogicReader, 'calendar' | 'constants'>,
) {
  const reader = { findings, knownNames: spacedNames(all), ...by }
  const models = all.filter(({ $type }) => $type === 'dmn:BusinessKnowledgeModel')
  const knowledgeOf = makeKnowledgeReader(new Map(models.map((model) => [model.id ?? '', model])), reader)
  const decisions = all
    .filter(({ $type }) => $type === 'dmn:Decision')
    .map((element) => readDecision(element, knowledgeOf, reader))
  const services = all.filter(({ $type }) => $type === 'dmn:DecisionService').map(readService)
  return { decisions: Object.fromEntries([...decisions, ...services].map((each) => [each.id, each])), findings }
}

function readDecision(
  element: ModdleElement,
  knowledgeOf: (element: ModdleElement) => readonly Knowledge[],
  reader: LogicReader,
): Decision {
  const id = element.id ?? ''
  const knowledge = knowledgeOf(element)
  return {
    ...named(element),
    requires: elementsOf(element, 'informationRequirement').flatMap((each) =>
      hrefOf(elementOf(each, 'requiredDecision')),
    ),
    ...(knowledge.length > 0 && { knowledge }),
    logic: readLogic(id, elementOf(element, 'decisionLogic'), reader),
  }
}

function readService(element: ModdleElement): Decision {
  const outputs = elementsOf(element, 'outputDecision').flatMap(hrefOf)
  const given = elementsOf(element, 'inputDecision').flatMap(hrefOf)
  return { ...named(element), requires: outputs, logic: { kind: 'service', outputs, given } }
}

function named(element: ModdleElement): Pick<Decision, 'id' | 'name' | 'variable'> {
  const id = element.id ?? ''
  const name = textOf(element, 'name') ?? id
  const variable = textOf(elementOf(element, 'variable'), 'name') ?? name
  return { id, name: { 'zh-CN': name, ...englishName(element) }, variable }
}

function hrefOf(reference: ModdleElement | undefined): string[] {
  const href = textOf(reference, 'href')
  return href === undefined ? [] : [href.replace(/^#/, '')]
}

/** `gezhi:nameEn`, as on the elements of a process. */
function englishName({ $attrs }: ModdleElement): { en?: string } {
  const en = $attrs?.['gezhi:nameEn']
  return typeof en === 'string' && en.trim() !== '' ? { en } : {}
}

/** Names of several words, which expressions can only use where they are known when they are read. */
function spacedNames(all: readonly ModdleElement[]): string[] {
  const names = new Set<string>()
  const open = [...all]
  for (let element = open.pop(); element; element = open.pop()) {
    const name = (textOf(element, 'name') ?? textOf(element, 'iteratorVariable'))?.trim()
    if (name && /^[\p{L}\p{N}_]+( [\p{L}\p{N}_]+)+$/u.test(name)) names.add(name)
    for (const part of holdsNames) {
      const inside = elementOf(element, part)
      open.push(...(inside ? [inside] : elementsOf(element, part)))
    }
  }
  return [...names]
}

/** Where elements hold others that have names, or hold some in turn. */
const holdsNames = [
  ...['variable', 'encapsulatedLogic', 'decisionLogic', 'formalParameter', 'body', 'contextEntry', 'value', 'elements'],
  ...['column', 'row', 'binding', 'parameter', 'bindingFormula', 'if', 'then', 'else', 'in', 'return', 'satisfies'],
  'match',
]
