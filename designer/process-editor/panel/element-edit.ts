import type { BusinessObject, DiagramElement } from '../diagram/diagram-types.ts'
import type { Diagram } from '../diagram/open-diagram.ts'

type Attributes = Readonly<Record<string, string | undefined>>

/** Reads and changes one element of a drawing; every change is one step of undo, and what it does not name is kept. */
export interface ElementEdit {
  readonly element: DiagramElement
  readonly bo: BusinessObject
  readonly text: (name: string) => string
  readonly setText: (name: string, value: string) => void
  /** Text of `bpmn:documentation`. */
  readonly documentation: string
  readonly setDocumentation: (value: string) => void
  readonly extension: (type: string) => BusinessObject | undefined
  readonly extensionText: (type: string, name: string) => string
  /** Changes an extension element, adding it where it is missing; `undefined` takes it away. */
  readonly setExtension: (type: string, attributes: Attributes | undefined) => void
  /** Sets one formal expression of `part`, e.g. the `timeDuration` of a timer, and unsets `others`. */
  readonly setExpression: (part: BusinessObject, name: string, body: string, others?: readonly string[]) => void
  readonly setProperties: (properties: Readonly<Record<string, unknown>>) => void
  readonly setMappings: (mappings: Mappings) => void
}

export interface Mapping {
  readonly source: string
  readonly target: string
}

export interface Mappings {
  readonly inputs: readonly Mapping[]
  readonly outputs: readonly Mapping[]
}

export function editElement(diagram: Diagram, element: DiagramElement): ElementEdit {
  const bo = element.businessObject
  const modeling = diagram.service('modeling')
  const factory = diagram.service('bpmnFactory')
  const container = bo.get('extensionElements') as BusinessObject | undefined
  const extensions = (container?.get('values') ?? []) as readonly BusinessObject[]
  const extension = (type: string) => extensions.find((part) => part.$type === type)

  function setExtensions(values: readonly BusinessObject[]): void {
    if (values.length > 0 && container) modeling.updateModdleProperties(element, container, { values })
    else {
      const fresh = values.length > 0 ? factory.create('bpmn:ExtensionElements', { values }) : undefined
      modeling.updateProperties(element, { extensionElements: fresh })
    }
  }

  /** Zeebe runs a user task by itself only where the element says so. */
  function withUserTaskMark(values: readonly BusinessObject[]): readonly BusinessObject[] {
    const missing = bo.$type === 'bpmn:UserTask' && !values.some((part) => part.$type === 'zeebe:UserTask')
    return missing ? [factory.create('zeebe:UserTask'), ...values] : values
  }

  return {
    element,
    bo,
    extension,
    text: (name) => textOf(bo.get(name)),
    setText: (name, value) => modeling.updateProperties(element, { [name]: value === '' ? undefined : value }),
    documentation: textOf((bo.get('documentation') as readonly BusinessObject[] | undefined)?.[0]?.get('text')),
    setDocumentation: (text) =>
      modeling.updateProperties(element, {
        documentation: text === '' ? [] : [factory.create('bpmn:Documentation', { text })],
      }),
    extensionText: (type, name) => textOf(extension(type)?.get(name)),
    setExtension: (type, attributes) => {
      const there = extension(type)
      if (!attributes) return there && setExtensions(extensions.filter((part) => part !== there))
      if (there) return modeling.updateModdleProperties(element, there, attributes)
      setExtensions(withUserTaskMark([...extensions, factory.create(type, attributes)]))
    },
    setExpression: (part, name, body, others = []) => {
      const expression = body === '' ? undefined : factory.create('bpmn:FormalExpression', { body })
      const unset = Object.fromEntries(others.map((other) => [other, undefined]))
      if (part === bo) return modeling.updateProperties(element, { ...unset, [name]: expression })
      modeling.updateModdleProperties(element, part, { ...unset, [name]: expression })
    },
    setProperties: (properties) => modeling.updateProperties(element, properties),
    setMappings: ({ inputs, outputs }) => {
      const part = (type: string) => (mapping: Mapping) => factory.create(type, { ...mapping })
      const properties = {
        inputParameters: inputs.map(part('zeebe:Input')),
        outputParameters: outputs.map(part('zeebe:Output')),
      }
      const there = extension('zeebe:IoMapping')
      if (inputs.length + outputs.length === 0) return setExtensions(extensions.filter((part) => part !== there))
      if (there) return modeling.updateModdleProperties(element, there, properties)
      setExtensions(withUserTaskMark([...extensions, factory.create('zeebe:IoMapping', properties)]))
    },
  }
}

export function mappingsOf({ extension }: ElementEdit): Mappings {
  const read = (name: string) =>
    ((extension('zeebe:IoMapping')?.get(name) ?? []) as readonly BusinessObject[]).map((part) => ({
      source: textOf(part.get('source')),
      target: textOf(part.get('target')),
    }))
  return { inputs: read('inputParameters'), outputs: read('outputParameters') }
}

/** Body of a formal expression, or nothing. */
export function bodyOf(expression: unknown): string {
  return textOf((expression as BusinessObject | undefined)?.get('body'))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}
