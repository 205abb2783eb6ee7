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
  yesOrNo,
} from './shape.ts'

/** What a record is about. There is no other kind: no register of opinions, beliefs or petitions can be declared. */
export const recordSubjects = ['person', 'household', 'organisation', 'place', 'building', 'thing', 'event'] as const
export type RecordSubject = (typeof recordSubjects)[number]

/**
 * 档案类型: `records/ID.record.json`. What is kept about a person, house, organisation, place or thing. Its fields are
 * those of a form, so that a record is entered, checked, masked and shown as any form is.
 */
export interface RecordType {
  readonly id: string
  readonly title: LocalizedText
  readonly description?: LocalizedText
  readonly subject: RecordSubject
  /** The form whose answers a record is. */
  readonly form: string
  /** FEEL over the answers: what one record is called. */
  readonly label?: string
  /** Properties of the form that together name one record; none may be there twice. */
  readonly keys?: readonly string[]
  /** 关系 */
  readonly relations?: readonly RecordRelation[]
  /** 目的, 依据: why records of this type are kept at all. */
  readonly purpose: LocalizedText
  readonly legalBasis: LocalizedText
  /** After that many months without use a record is deleted; for ever where left out. */
  readonly keepMonths?: number
  readonly locked?: true
}

export interface RecordRelation {
  readonly id: string
  readonly title: LocalizedText
  /** Id of a record type. */
  readonly to: string
  readonly many?: boolean
}

export const recordTypeShape: Shape = object(
  {
    id: identifier,
    title: words,
    subject: oneOf(recordSubjects),
    form: identifier,
    purpose: words,
    legalBasis: words,
  },
  {
    ...schemaReference,
    description: words,
    label: text(2000),
    keys: list(feelName, 10, 1),
    relations: list(object({ id: identifier, title: words, to: identifier }, { many: yesOrNo, locked: isTrue }), 50),
    keepMonths: wholeNumber(1, 1200),
    locked: isTrue,
  },
)

/** Reads `records/ID.record.json`. */
export function readRecordType(json: unknown): { readonly recordType?: RecordType; readonly findings: Finding[] } {
  const { value: recordType, findings } = readShape<RecordType>(recordTypeShape, json)
  return { recordType, findings }
}
