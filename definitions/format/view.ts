import type { Finding, LocalizedText } from '#findings'
import {
  feelName,
  identifier,
  isTrue,
  list,
  object,
  oneOf,
  readShape,
  type Shape,
  schemaReference,
  text,
  wholeNumber,
  words,
} from './shape.ts'

/** What the rows of a list are. */
export const viewSources = ['tasks', 'cases', 'records'] as const

/** What a row of tasks or cases offers beside the answers of its process. */
export const caseFields = [
  'number',
  'title',
  'region',
  'state',
  'startedAt',
  'endedAt',
  'due',
  'task',
  'assignee',
] as const

/** 列表: `views/ID.view.json`. Which rows a list shows, in which columns. */
export interface View {
  readonly id: string
  readonly title: LocalizedText
  readonly description?: LocalizedText
  readonly of: (typeof viewSources)[number]
  /** Of records: their type. */
  readonly record?: string
  /** Of tasks and cases: their process; all where left out. */
  readonly process?: string
  readonly columns: readonly ViewColumn[]
  readonly filters?: readonly ViewFilter[]
  /** Ids of columns, the most important first. */
  readonly sort?: readonly { readonly column: string; readonly order: 'rising' | 'falling' }[]
  /** Roles that see the list; everyone where left out. */
  readonly roles?: readonly string[]
  readonly locked?: true
}

export interface ViewColumn {
  readonly id: string
  /** The title of the field where left out. */
  readonly title?: LocalizedText
  /** A property of the record's form or of the case's answers, or one of `caseFields`. */
  readonly field: string
  /** Share of the row, in 24ths. */
  readonly span?: number
  /** Left out on a phone. */
  readonly wideOnly?: true
  readonly locked?: true
}

export interface ViewFilter {
  readonly id: string
  readonly title?: LocalizedText
  readonly field: string
  readonly kind: 'equals' | 'contains' | 'range' | 'one-of'
  readonly locked?: true
}

const titled = { title: words, locked: isTrue }

export const viewShape: Shape = object(
  {
    id: identifier,
    title: words,
    of: oneOf(viewSources),
    columns: list(
      object({ id: identifier, field: feelName }, { ...titled, span: wholeNumber(1, 24), wideOnly: isTrue }),
      60,
      1,
    ),
  },
  {
    ...schemaReference,
    description: words,
    record: identifier,
    process: identifier,
    filters: list(
      object({ id: identifier, field: feelName, kind: oneOf(['equals', 'contains', 'range', 'one-of']) }, titled),
      30,
    ),
    sort: list(object({ column: text(100), order: oneOf(['rising', 'falling']) }), 5),
    roles: list(identifier, 50),
    locked: isTrue,
  },
)

/** Reads `views/ID.view.json`. */
export function readView(json: unknown): { readonly view?: View; readonly findings: Finding[] } {
  const { value: view, findings } = readShape<View>(viewShape, json)
  return { view, findings }
}
