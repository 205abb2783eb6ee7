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
    return readDefinitions(rootElement, warnings.map(warningFinding), by)
  } catch (error) {
    return { decisions: {}, findings: [unreadable('dmn-unreadable', error)] }
  }
}

function readDefinitions(root: ModdleElement, findings: Finding[], by: Pick<LogicReader, 'calendar' | 'constants'>) {
  const all = elementsOf(root, 'drgElement')
  const imports = importsOf(root)
  const reader = { findings, knownNames: spacedNames(all), ...by }
  const models = all.filter(({ $type }) => $type === 'dmn:BusinessKnowledgeModel')
  const knowledgeOf = makeKnowledgeReader(new Map(models.map((model) => [model.id ?? '', model])), reader)
  const decisions = all
    .filter(({ $type }) => $type === 'dmn:Decision')
    .map((element) => readDecision(element, knowledgeOf, reader, imports))
  const services = all.filter(({ $type }) => $type === 'dmn:DecisionService').map(readService)
  return { decisions: Object.fromEntries([...decisions, ...services].map((each) => [each.id, each])), findings }
}

function readDecision(
  element: ModdleElement,
  knowledgeOf: (element: ModdleElement) => readonly Knowledge[],
  reader: LogicReader,
  imports: ReadonlyMap<string, string>,
): Decision {
  const id = element.id ?? ''
  const knowledge = knowledgeOf(element)
  const required = elementsOf(element, 'informationRequirement').map((each) => elementOf(each, 'requiredDecision'))
  const imported = Object.fromEntries(
    required.flatMap((each) => {
      const name = imports.get(namespaceOf(each))
      return name === undefined ? [] : hrefOf(each).map((other) => [other, name])
    }),
  )
  return {
    ...named(element),
    requires: required.flatMap(hrefOf),
    ...(Object.keys(imported).length > 0 && { imported }),
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

/** Names of the files that are imported, by namespace (DMN 1.3, 6.3.3). */
function importsOf(root: ModdleElement): ReadonlyMap<string, string> {
  return new Map(
    elementsOf(root, 'import').flatMap((each): [string, string][] => {
      const [namespace, name] = [textOf(each, 'namespace'), textOf(each, 'name')]
      return namespace === undefined || name === undefined || name === '' ? [] : [[namespace, name]]
    }),
  )
}

/** `#id` in the same file, `NAMESPACE#id` in another: ids are unique over all files that are read together. */
function hrefOf(reference: ModdleElement | undefined): string[] {
  const href = textOf(reference, 'href')
  return href === undefined ? [] : [href.slice(href.lastIndexOf('#') + 1)]
}

function namespaceOf(reference: ModdleElement | undefined): string {
  const href = textOf(reference, 'href') ?? ''
  return href.slice(0, Math.max(0, href.lastIndexOf('#')))
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
