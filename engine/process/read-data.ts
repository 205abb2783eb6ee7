import { bodyOf, elementOf, elementsOf, type ModdleElement, textOf } from '../bpmn/moddle-element.ts'
import type { Mapping } from './process.ts'
import { idOf, type Reader } from './reader.ts'

/** A data object or data store in a state that a reference names (BPMN 2.0.2, 10.4.1). */
export interface DataState {
  readonly name: string
  readonly state: string
}

/** What the data associations of an element say. */
export interface DataUse {
  readonly inputs: readonly Mapping[]
  readonly outputs: readonly Mapping[]
  /** States that what it reads must have before it begins. */
  readonly awaits: readonly DataState[]
  /** States that what it writes has afterwards. */
  readonly sets: readonly DataState[]
}

/** Under this name a data object's state is a variable beside it. */
export function stateVariable(name: string): string {
  return `${name}_state`
}

/**
 * A data object is a variable of the scope that holds it, a data store one of the process; both go by the name of what
 * the reference refers to, else by its own. An association that names nothing to copy only says what is used.
 */
export function readDataUse(element: ModdleElement, reader: Reader): DataUse {
  const read = elementsOf(element, 'dataInputAssociations')
  const written = elementsOf(element, 'dataOutputAssociations')
  return {
    inputs: read.flatMap((each) => mappingsOf(each, idOf(element), reader)),
    outputs: written.flatMap((each) => mappingsOf(each, idOf(element), reader)),
    awaits: read.flatMap((each) => elementsOf(each, 'sourceRef')).flatMap(stateOf),
    sets: written.flatMap((each) => elementOf(each, 'targetRef') ?? []).flatMap(stateOf),
  }
}

/** Names of the data objects that lie in a sub-process and live as long as it. */
export function dataObjectsOf(container: ModdleElement): string[] {
  if (container.$type === 'bpmn:Process') return []
  const references = elementsOf(container, 'flowElements').filter(({ $type }) => $type === 'bpmn:DataObjectReference')
  return [...new Set(references.flatMap((reference) => nameOf(reference) ?? []))]
}

function mappingsOf(association: ModdleElement, node: string, reader: Reader): Mapping[] {
  const source = nameOf(elementsOf(association, 'sourceRef')[0])
  const target = nameOf(elementOf(association, 'targetRef'))
  const changed = bodyOf(association, 'transformation')
  const assignments = elementsOf(association, 'assignment').flatMap((assignment): Mapping[] => {
    const to = bodyOf(assignment, 'to')?.trim().replace(/^=\s*/, '')
    const from = bodyOf(assignment, 'from')
    if (to === undefined || from === undefined) return []
    return [{ source: { expression: reader.expression(from, node) }, target: to.split('.') }]
  })
  const copied = changed ?? (assignments.length === 0 && source !== target ? quoted(source) : undefined)
  const name = target ?? (changed === undefined ? undefined : source)
  if (copied === undefined || name === undefined) return assignments
  return [{ source: { expression: reader.expression(copied, node) }, target: [name] }, ...assignments]
}

export function quoted(name: string | undefined): string | undefined {
  return name === undefined || name.includes('`') ? undefined : `\`${name}\``
}

/** A property that drawing tools put in where an association must lead somewhere. */
const placeholder = '__targetRef_placeholder'

/**
 * The variable that a data input or output of an activity stands for: what an association fills it from or writes it to,
 * else itself (BPMN 2.0.2, 10.4.1); data objects stand for themselves.
 */
export function variableOf(activity: ModdleElement, item: ModdleElement | undefined): string | undefined {
  const [associations, inner, outer] =
    item?.$type === 'bpmn:DataOutput'
      ? (['dataOutputAssociations', 'sourceRef', 'targetRef'] as const)
      : (['dataInputAssociations', 'targetRef', 'sourceRef'] as const)
  const all = (association: ModdleElement, end: string) => [
    ...elementsOf(association, end),
    ...[elementOf(association, end) ?? []].flat(),
  ]
  const joined = elementsOf(activity, associations).find((each) => all(each, inner).some((found) => found === item))
  return (joined && nameOf(all(joined, outer)[0])) ?? nameOf(item) ?? item?.id
}

export function nameOf(item: ModdleElement | undefined): string | undefined {
  if (!item) return undefined
  const object = item.$type === 'bpmn:DataObjectReference' ? elementOf(item, 'dataObjectRef') : undefined
  const store = item.$type === 'bpmn:DataStoreReference' ? elementOf(item, 'dataStoreRef') : undefined
  const name = textOf(object, 'name') ?? textOf(store, 'name') ?? textOf(item, 'name')
  return name === placeholder ? undefined : name?.trim()
}

function stateOf(item: ModdleElement): DataState[] {
  const state = textOf(elementOf(item, 'dataState'), 'name')
  const name = nameOf(item)
  return state === undefined || name === undefined ? [] : [{ name, state: state.trim() }]
}
