import type { XmlElement } from '#definitions'
import type { DmnDocument } from './dmn-document.ts'
import { childrenNamed, textElement, withAttribute, withElement, withText } from './dmn-document.ts'

/** Makes ids that are new and stay for good, e.g. `rule-4f2a91c0`. */
export type NewId = (kind: string) => string

/** `inputs` or `outputs` of a table. */
export type Side = 'inputs' | 'outputs'

const columnName = { inputs: 'dmn:input', outputs: 'dmn:output' } as const
const entryName = { inputs: 'dmn:inputEntry', outputs: 'dmn:outputEntry' } as const

/** What a cell says where any value will do. */
export const anyValue = '-'

/** Children in the order of the DMN schema, so that what is added stands where it may. */
const order: Readonly<Record<string, readonly string[]>> = {
  'dmn:decision': ['dmn:description', 'dmn:extensionElements'],
  'dmn:decisionTable': [
    'dmn:description',
    'dmn:extensionElements',
    'dmn:input',
    'dmn:output',
    'dmn:annotation',
    'dmn:rule',
  ],
  'dmn:input': ['dmn:description', 'dmn:extensionElements', 'dmn:inputExpression', 'dmn:inputValues'],
  'dmn:output': ['dmn:description', 'dmn:extensionElements', 'dmn:outputValues', 'dmn:defaultOutputEntry'],
  'dmn:rule': ['dmn:description', 'dmn:extensionElements', 'dmn:inputEntry', 'dmn:outputEntry', 'dmn:annotationEntry'],
}

/** The element with these children of that name, in place of those it had. */
function withChildren(element: XmlElement, name: string, children: readonly XmlElement[]): XmlElement {
  const others = element.children.filter((child) => child.name !== name)
  const ranks = order[element.name] ?? []
  const rank = (child: string) => (ranks.includes(child) ? ranks.indexOf(child) : ranks.length)
  const before = others.filter((child) => rank(child.name) < rank(name))
  const after = others.filter((child) => rank(child.name) >= rank(name))
  return { name: element.name, attributes: element.attributes, children: [...before, ...children, ...after] }
}

/** Sets, changes or takes away the one child that holds a text in `<text>`. */
function withTextChild(element: XmlElement, name: string, text: string, id: () => string): XmlElement {
  const [known] = childrenNamed(element, name)
  if (text.trim() === '') return known ? withChildren(element, name, []) : element
  return withChildren(element, name, [known ? withText(known, text) : textElement(name, text, { id: id() })])
}

/** `description` holds its text itself. */
function withNote(element: XmlElement, text: string): XmlElement {
  if (text.trim() === '') return withChildren(element, 'dmn:description', [])
  return withChildren(element, 'dmn:description', [
    { name: 'dmn:description', attributes: new Map(), children: [], text },
  ])
}

export function setNote(root: DmnDocument, id: string, text: string): DmnDocument {
  return withElement(root, id, (element) => withNote(element, text))
}

export function setAttribute(root: DmnDocument, id: string, name: string, value: string): DmnDocument {
  return withElement(root, id, (element) => withAttribute(element, name, value))
}

export function setHitPolicy(root: DmnDocument, table: string, policy: string): DmnDocument {
  return withElement(root, table, (element) => {
    const named = withAttribute(element, 'hitPolicy', policy === 'UNIQUE' ? undefined : policy)
    return policy === 'COLLECT' ? named : withAttribute(named, 'aggregation', undefined)
  })
}

export interface InputEdit {
  readonly expression?: string
  readonly type?: string
  readonly values?: string
}

export function editInput(root: DmnDocument, column: string, edit: InputEdit, newId: NewId): DmnDocument {
  return withElement(root, column, (input) => {
    const [known] = childrenNamed(input, 'dmn:inputExpression')
    const expression = known ?? textElement('dmn:inputExpression', '', { id: newId('expression') })
    const worded = edit.expression === undefined ? expression : withText(expression, edit.expression)
    const typed = edit.type === undefined ? worded : withAttribute(worded, 'typeRef', edit.type)
    const next = withChildren(input, 'dmn:inputExpression', [typed])
    return edit.values === undefined ? next : withTextChild(next, 'dmn:inputValues', edit.values, () => newId('values'))
  })
}

export interface OutputEdit {
  readonly values?: string
  readonly fallback?: string
}

export function editOutput(root: DmnDocument, column: string, edit: OutputEdit, newId: NewId): DmnDocument {
  return withElement(root, column, (output) => {
    const valued =
      edit.values === undefined ? output : withTextChild(output, 'dmn:outputValues', edit.values, () => newId('values'))
    return edit.fallback === undefined
      ? valued
      : withTextChild(valued, 'dmn:defaultOutputEntry', edit.fallback, () => newId('default'))
  })
}

/** A column behind the others of its side, with a cell in every rule. */
export function addColumn(root: DmnDocument, table: string, side: Side, label: string, newId: NewId): DmnDocument {
  return withElement(root, table, (element) => {
    const id = newId(side === 'inputs' ? 'input' : 'output')
    const attributes = new Map([
      ['id', id],
      ['label', label],
    ])
    const column: XmlElement =
      side === 'inputs'
        ? {
            name: 'dmn:input',
            attributes,
            children: [textElement('dmn:inputExpression', '', { id: `${id}-expression`, typeRef: 'string' })],
          }
        : {
            name: 'dmn:output',
            attributes: new Map([...attributes, ['name', id.replace(/-/g, '_')], ['typeRef', 'string']]),
            children: [],
          }
    const columns = [...childrenNamed(element, columnName[side]), column]
    return withRules(withChildren(element, columnName[side], columns), (rule) => {
      const cells = padded(rule, side, columns.length - 1, newId)
      return withChildren(rule, entryName[side], [...cells, blankCell(side, newId)])
    })
  })
}

/** Takes a column away with its cells. */
export function removeColumn(root: DmnDocument, table: string, side: Side, at: number): DmnDocument {
  return withElement(root, table, (element) => {
    const without = (parent: XmlElement, name: string) =>
      withChildren(
        parent,
        name,
        childrenNamed(parent, name).filter((_, index) => index !== at),
      )
    return withRules(without(element, columnName[side]), (rule) => without(rule, entryName[side]))
  })
}

/** Moves a column with its cells to another place among those of its side. */
export function moveColumn(root: DmnDocument, table: string, side: Side, from: number, to: number, newId: NewId) {
  return withElement(root, table, (element) => {
    const columns = childrenNamed(element, columnName[side])
    if (to < 0 || to >= columns.length) return element
    return withRules(withChildren(element, columnName[side], moved(columns, from, to)), (rule) =>
      withChildren(rule, entryName[side], moved(padded(rule, side, columns.length, newId), from, to)),
    )
  })
}

/** An empty rule at that place, and its id. */
export function addRule(root: DmnDocument, table: string, at: number, newId: NewId): readonly [DmnDocument, string] {
  const id = newId('rule')
  return [
    withElement(root, table, (element) => {
      const cells = (side: Side) => childrenNamed(element, columnName[side]).map(() => blankCell(side, newId))
      const rule: XmlElement = {
        name: 'dmn:rule',
        attributes: new Map([['id', id]]),
        children: [...cells('inputs'), ...cells('outputs')],
      }
      return withChildren(element, 'dmn:rule', childrenNamed(element, 'dmn:rule').toSpliced(at, 0, rule))
    }),
    id,
  ]
}

/** Copies of these rules behind the last of them, with ids of their own. */
export function duplicateRules(root: DmnDocument, table: string, ids: readonly string[], newId: NewId): DmnDocument {
  return withElement(root, table, (element) => {
    const rules = childrenNamed(element, 'dmn:rule')
    const chosen = rules.filter(({ attributes }) => ids.includes(attributes.get('id') ?? ''))
    const last = rules.findLastIndex((rule) => chosen.includes(rule))
    return withChildren(element, 'dmn:rule', rules.toSpliced(last + 1, 0, ...chosen.map((rule) => fresh(rule, newId))))
  })
}

export function removeRules(root: DmnDocument, table: string, ids: readonly string[]): DmnDocument {
  return withElement(root, table, (element) =>
    withChildren(
      element,
      'dmn:rule',
      childrenNamed(element, 'dmn:rule').filter(({ attributes }) => !ids.includes(attributes.get('id') ?? '')),
    ),
  )
}

/** Moves these rules, which stand together, by one place. */
export function moveRules(root: DmnDocument, table: string, from: number, to: number, by: -1 | 1): DmnDocument {
  return withElement(root, table, (element) => {
    const rules = childrenNamed(element, 'dmn:rule')
    if (from + by < 0 || to + by >= rules.length) return element
    const chosen = rules.slice(from, to + 1)
    return withChildren(element, 'dmn:rule', rules.toSpliced(from, chosen.length).toSpliced(from + by, 0, ...chosen))
  })
}

/** Texts for cells by rule and by column, counted over inputs and outputs; rules that the block needs are added. */
export function setCells(
  root: DmnDocument,
  table: string,
  from: { readonly row: number; readonly column: number },
  block: readonly (readonly string[])[],
  newId: NewId,
): DmnDocument {
  const [element] = elementsById(root, table)
  let made = root
  const there = childrenNamed(element, 'dmn:rule').length
  for (let at = there; at < from.row + block.length; at++) [made] = addRule(made, table, at, newId)
  return withElement(made, table, (whole) => {
    const inputs = childrenNamed(whole, 'dmn:input').length
    const outputs = childrenNamed(whole, 'dmn:output').length
    let row = -1
    return withRules(whole, (rule) => {
      row += 1
      const texts = block[row - from.row]
      if (!texts) return rule
      return (['inputs', 'outputs'] as const).reduce((next, side) => {
        const offset = side === 'inputs' ? 0 : inputs
        const cells = padded(next, side, side === 'inputs' ? inputs : outputs, newId)
        const written = cells.map((cell, at) => {
          const text = texts[at + offset - from.column]
          return text === undefined ? cell : withText(cell, text)
        })
        return withChildren(next, entryName[side], written)
      }, rule)
    })
  })
}

/** The text of a literal expression. */
export function setLiteral(root: DmnDocument, decision: string, text: string): DmnDocument {
  return withElement(root, decision, (element) => ({
    name: element.name,
    attributes: element.attributes,
    children: element.children.map((child) => (child.name === 'dmn:literalExpression' ? withText(child, text) : child)),
  }))
}

function withRules(table: XmlElement, change: (rule: XmlElement) => XmlElement): XmlElement {
  return withChildren(table, 'dmn:rule', childrenNamed(table, 'dmn:rule').map(change))
}

/** The cells of one side, with those that the file left out at the end. */
function padded(rule: XmlElement, side: Side, count: number, newId: NewId): readonly XmlElement[] {
  const cells = childrenNamed(rule, entryName[side])
  const missing = Math.max(0, count - cells.length)
  return [...cells, ...Array.from({ length: missing }, () => blankCell(side, newId))]
}

function blankCell(side: Side, newId: NewId): XmlElement {
  return textElement(entryName[side], side === 'inputs' ? anyValue : '', { id: newId('cell') })
}

function fresh(element: XmlElement, newId: NewId): XmlElement {
  const kind = element.name === 'dmn:rule' ? 'rule' : 'cell'
  const attributes = new Map(element.attributes)
  if (attributes.has('id')) attributes.set('id', newId(kind))
  return { ...element, attributes, children: element.children.map((child) => fresh(child, newId)) }
}

function elementsById(root: XmlElement, id: string): readonly XmlElement[] {
  if (root.attributes.get('id') === id) return [root]
  return root.children.flatMap((child) => elementsById(child, id))
}

function moved<T>(entries: readonly T[], from: number, to: number): readonly T[] {
  return entries.toSpliced(from, 1).toSpliced(to, 0, entries[from]!)
}
