/** An element as moddle reads it: typed by its descriptor, with everything else kept for writing back. */
export interface ModdleElement {
  readonly $type: string
  readonly $attrs?: Readonly<Record<string, unknown>>
  readonly $parent?: ModdleElement
  readonly id?: string
  readonly get: (name: string) => unknown
  readonly $instanceOf?: (type: string) => boolean
}

export function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value
}

/** The text of a property, or `undefined` where it is missing or blank. */
export function textOf(element: ModdleElement | undefined, name: string): string | undefined {
  const value = element?.get(name)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

export function elementOf(element: ModdleElement | undefined, name: string): ModdleElement | undefined {
  const value = element?.get(name)
  return isElement(value) ? value : undefined
}

export function elementsOf(element: ModdleElement | undefined, name: string): readonly ModdleElement[] {
  const value = element?.get(name)
  return Array.isArray(value) ? value.filter(isElement) : []
}

/** The body of an expression element such as `bpmn:conditionExpression`. */
export function bodyOf(element: ModdleElement | undefined, name: string): string | undefined {
  return textOf(elementOf(element, name), 'body')
}

/** The extension elements of one type, e.g. `zeebe:IoMapping`. */
export function extensionsOf(element: ModdleElement, type: string): readonly ModdleElement[] {
  return elementsOf(elementOf(element, 'extensionElements'), 'values').filter((value) => value.$type === type)
}

export function extensionOf(element: ModdleElement, type: string): ModdleElement | undefined {
  return extensionsOf(element, type)[0]
}
