import { dmnPrefixes, readXml, writeXml, type XmlElement } from '#definitions'

/**
 * A DMN file being edited: its elements as they stand, those nobody here understands included. Only what an edit is
 * about is made anew, so that everything else is written back as it was.
 */
export type DmnDocument = XmlElement

/** The file as elements; nothing where it is no DMN 1.3 that can be edited here. The text was read by the engine before. */
export function readDmnDocument(xml: string): DmnDocument | undefined {
  if (/<!DOCTYPE/i.test(xml)) return undefined
  try {
    const root = readXml(xml, dmnPrefixes)
    return root.name === 'dmn:definitions' ? root : undefined
  } catch {
    return undefined
  }
}

const declared = [...dmnPrefixes].map(([uri, prefix]) => [`xmlns:${prefix}`, uri] as const)

/** The file as text, an element a line. */
export function writeDmnDocument(root: DmnDocument): string {
  const attributes = new Map([...declared, ...root.attributes])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines({ ...root, attributes }, '')}`
}

function lines(element: XmlElement, indent: string): string {
  const whole = writeXml({ ...element, children: [] })
  if (element.children.length === 0) return `${indent}${whole}\n`
  const end = `</${element.name}>`
  const inner = element.children.map((child) => lines(child, `${indent}  `)).join('')
  return `${indent}${whole.slice(0, -end.length)}\n${inner}${indent}${end}\n`
}

/** The children of that name. */
export function childrenNamed(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? []
}

/** The text of the one child of that name; of DMN's `<text>` where the child has one. */
export function textIn(element: XmlElement | undefined, name: string): string | undefined {
  const [child] = childrenNamed(element, name)
  return child && (child.text ?? childrenNamed(child, 'dmn:text')[0]?.text ?? '')
}

/** The document with the element of that id made anew. */
export function withElement(root: XmlElement, id: string, change: (element: XmlElement) => XmlElement): XmlElement {
  if (root.attributes.get('id') === id) return change(root)
  let changed = false
  const children = root.children.map((child) => {
    const next = withElement(child, id, change)
    if (next !== child) changed = true
    return next
  })
  return changed ? { ...root, children } : root
}

/** An attribute set, or taken away where there is no value. */
export function withAttribute(element: XmlElement, name: string, value: string | undefined): XmlElement {
  const attributes = new Map(element.attributes)
  if (value === undefined || value === '') attributes.delete(name)
  else attributes.set(name, value)
  return { ...element, attributes }
}

/** A new element with these attributes and `<text>`. */
export function textElement(name: string, text: string, attributes: Readonly<Record<string, string>> = {}): XmlElement {
  return {
    name,
    attributes: new Map(Object.entries(attributes)),
    children: [{ name: 'dmn:text', attributes: new Map(), children: [], ...(text !== '' && { text }) }],
  }
}

/** The element with another text in its `<text>`; what else is in it stays. */
export function withText(element: XmlElement, text: string): XmlElement {
  const leaf: XmlElement = { name: 'dmn:text', attributes: new Map(), children: [], ...(text !== '' && { text }) }
  const has = element.children.some(({ name }) => name === 'dmn:text')
  return {
    name: element.name,
    attributes: element.attributes,
    children: has
      ? element.children.map((child) => (child.name === 'dmn:text' ? leaf : child))
      : [...element.children, leaf],
  }
}
