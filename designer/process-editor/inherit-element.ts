import { readBpmn } from '#engine'
import type { BusinessObject, DiagramElement } from './diagram/diagram-types.ts'
import type { Diagram } from './diagram/open-diagram.ts'

/** What a modeling library knows of an element's properties. */
interface Described extends BusinessObject {
  readonly $descriptor: { readonly properties: readonly Property[] }
}

interface Property {
  readonly name: string
  readonly type: string
  readonly isMany?: boolean
  readonly isReference?: boolean
  readonly isVirtual?: boolean
}

/** What an element holds of others is drawn by itself: flows, elements of a sub-process, lanes. */
const drawn = new Set(['flowElements', 'artifacts', 'laneSets', 'incoming', 'outgoing', 'di', 'id', 'categoryValue'])

/**
 * Gives an element of the drawing what it says in the text that lies below: names, documentation, conditions, events and
 * what extensions say; its place and its connections stay. One step of undo. False where no such element lies there.
 */
export async function inheritElement(diagram: Diagram, element: DiagramElement, below: string): Promise<boolean> {
  const { model } = await readBpmn(below)
  const { businessObject } = element
  const old = model && (elementIn(model.definitions, businessObject.id) as Described | undefined)
  if (!old || old.$type !== businessObject.$type) return false
  const factory = diagram.service('bpmnFactory')
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy)
    if (!isElement(value)) return value
    const properties = describe(value).flatMap(({ name }) => {
      const inner = value.get(name)
      return inner === undefined || (Array.isArray(inner) && inner.length === 0) ? [] : [[name, copy(inner)] as const]
    })
    return factory.create(value.$type, Object.fromEntries(properties))
  }
  try {
    const next = describe(old).map(
      ({ name, isMany }) => [name, copy(old.get(name)) ?? (isMany ? [] : undefined)] as const,
    )
    diagram.service('modeling').updateProperties(element, Object.fromEntries(next))
  } catch {
    // Parts of vocabularies that the drawing cannot make.
    return false
  }
  return true
}

function describe(element: Described): readonly Property[] {
  return element.$descriptor.properties.filter(
    ({ name, isReference, isVirtual }) => !isReference && !isVirtual && !drawn.has(name.replace(/^bpmn:/, '')),
  )
}

function isElement(value: unknown): value is Described {
  return typeof value === 'object' && value !== null && '$descriptor' in value
}

/** The element of that id, anywhere in the definitions. */
function elementIn(root: unknown, id: string): BusinessObject | undefined {
  const open: unknown[] = [root]
  const seen = new Set<unknown>()
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) {
      open.push(...next)
      continue
    }
    if (!isElement(next) || seen.has(next)) continue
    seen.add(next)
    if (next.id === id && !next.$type.startsWith('bpmndi:')) return next
    for (const { name, isReference } of next.$descriptor.properties) {
      if (!isReference) open.push(next.get(name) ?? [])
    }
  }
  return undefined
}
