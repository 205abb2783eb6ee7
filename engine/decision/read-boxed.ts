import { elementOf, elementsOf, type ModdleElement, textOf } from '../bpmn/moddle-element.ts'
import type { BoxedContext, BoxedIteration, Logic } from './decision.ts'

/** Reads the logic in an element. */
export type ReadInner = (element: ModdleElement | undefined) => Logic

/** The boxed expression in an element; `undefined` where it is another one. */
export function readBoxed(element: ModdleElement, read: ReadInner): Logic | undefined {
  const inside = (name: string) => read(elementOf(elementOf(element, name), 'value'))
  switch (element.$type) {
    case 'dmn:Context':
      return { kind: 'context', entries: elementsOf(element, 'contextEntry').map((entry) => readEntry(entry, read)) }
    case 'dmn:List':
      return { kind: 'list', items: elementsOf(element, 'elements').map(read) }
    case 'dmn:Relation':
      return { kind: 'list', items: readRows(element, read) }
    case 'dmn:FunctionDefinition':
      return {
        kind: 'function',
        parameters: elementsOf(element, 'formalParameter').map((parameter) => nameOf(parameter) ?? ''),
        body: read(elementOf(element, 'body')),
      }
    case 'dmn:Conditional':
      return { kind: 'conditional', test: inside('if'), positive: inside('then'), negative: inside('else') }
    case 'dmn:Filter':
      return { kind: 'filter', variable: 'item', items: inside('in'), body: inside('match') }
    case 'dmn:For':
    case 'dmn:Some':
    case 'dmn:Every':
      return {
        kind: iterations[element.$type],
        variable: textOf(element, 'iteratorVariable')?.trim() ?? 'item',
        items: inside('in'),
        body: inside(element.$type === 'dmn:For' ? 'return' : 'satisfies'),
      }
    default:
      return undefined
  }
}

const iterations = {
  'dmn:For': 'for',
  'dmn:Some': 'some',
  'dmn:Every': 'every',
} as const satisfies Record<string, BoxedIteration['kind']>

function readEntry(entry: ModdleElement, read: ReadInner): BoxedContext['entries'][number] {
  return { name: nameOf(elementOf(entry, 'variable')), logic: read(elementOf(entry, 'value')) }
}

/** Each row is a context of the columns (DMN 1.3, 7.3.3). */
function readRows(relation: ModdleElement, read: ReadInner): BoxedContext[] {
  const columns = elementsOf(relation, 'column').map((column) => nameOf(column) ?? '')
  return elementsOf(relation, 'row').map((row) => {
    const cells = elementsOf(row, 'elements')
    return { kind: 'context', entries: columns.map((name, index) => ({ name, logic: read(cells[index]) })) }
  })
}

function nameOf(item: ModdleElement | undefined): string | undefined {
  return textOf(item, 'name')?.trim()
}
