import type { LocalizedText } from '#findings'

/** A JSON Schema (draft 2020-12) of the answers: an object whose properties are the fields' values. */
export interface AnswersSchema {
  readonly $schema?: 'https://json-schema.org/draft/2020-12/schema'
  readonly type: 'object'
  readonly properties: Readonly<Record<string, PropertySchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: false
  /** Schemas that several properties share by a `$ref` to `#/$defs/NAME`. */
  readonly $defs?: Readonly<Record<string, PropertySchema>>
}

export type PropertySchema = Readonly<Record<string, unknown>>

export const widgets = [
  'text',
  'long-text',
  'number',
  'date',
  'yes-no',
  'choice',
  'multiple-choice',
  'file',
  'photo',
] as const

/** How a field is asked. Left out, it follows from the property's schema. */
export type Widget = (typeof widgets)[number]

/** How careful to be with a value. PIPL art. 28: `sensitive` is masked by default. */
export type Sensitivity = 'none' | 'personal' | 'sensitive'

export interface Option {
  /** Permanent id. */
  readonly id: string
  readonly value: string
  readonly title: LocalizedText
}

/** One question. */
export interface FieldNode {
  readonly kind: 'field'
  /** Permanent: survives renames and versions. */
  readonly id: string
  /** Key in the answers, as in `schema.properties`. FEEL rules use it as a variable. */
  readonly property: string
  readonly title: LocalizedText
  readonly help?: LocalizedText
  readonly widget?: Widget
  /** Id of the code list that `choice` and `multiple-choice` offer. */
  readonly codeList?: string
  readonly options?: readonly Option[]
  /** FEEL over the case's variables, by name and as `case`; gives the value a new form opens with. */
  readonly prefill?: string
  /** Of `file` and `photo`: the media types taken, e.g. `application/pdf` or `image/*`; any where left out. */
  readonly accept?: readonly string[]
  /** Of `file` and `photo`: the largest file taken, in bytes; 10 MiB, what a server takes, where left out and at most. */
  readonly maxBytes?: number
  readonly purpose?: LocalizedText
  readonly legalBasis?: LocalizedText
  readonly sensitivity?: Sensitivity
  /** Share of the row on a desktop, in 24ths; 12 where left out (24 for long text, photos, groups). */
  readonly span?: number
}

/** A titled part of the form. */
export interface SectionNode {
  readonly kind: 'section'
  readonly id: string
  readonly title: LocalizedText
  readonly help?: LocalizedText
  readonly children: readonly LayoutNode[]
}

/** 重复组: an array property whose items are objects, shown as cards. */
export interface GroupNode {
  readonly kind: 'group'
  readonly id: string
  readonly property: string
  readonly title: LocalizedText
  readonly help?: LocalizedText
  /** What one item is called on its card, e.g. 承租人. */
  readonly itemTitle?: LocalizedText
  /** As a field's; gives a list of contexts. */
  readonly prefill?: string
  readonly purpose?: LocalizedText
  readonly legalBasis?: LocalizedText
  /** `property` of these fields is a key of the item's schema. */
  readonly children: readonly FieldNode[]
}

/** Words to read, nothing to answer. */
export interface TextNode {
  readonly kind: 'text'
  readonly id: string
  readonly text: LocalizedText
}

export type LayoutNode = SectionNode | FieldNode | GroupNode | TextNode

/**
 * FEEL over the answers (by property) and, as `case`, the case's variables. A field of a repeated group is judged once
 * per item: the item's answers stand in front of the form's. What is not answered, or hidden, is null. Dates are texts:
 * `date(movedIn) <= today()`.
 *
 * - `visible`: shown where true. What is inside something hidden is hidden; a hidden answer does not exist.
 * - `required`: demanded where true, besides what the schema demands.
 * - `readonly`: locked where true; the answer stays what the form opened with.
 * - `value`: computed; the person sees it and cannot change it.
 * - `options`: the list of values left to choose from; null leaves all.
 * - `check`: a problem where false, or where it gives no answer although everything it names is answered.
 */
export interface Rule {
  readonly id: string
  /** Id of the field, group, section or text it is about. */
  readonly target: string
  readonly kind: 'visible' | 'required' | 'readonly' | 'value' | 'options' | 'check'
  readonly expression: string
  /** For `check`: what to say where the expression is not true. */
  readonly message?: LocalizedText
}

/** 表单: schema, layout and rules. What a `*.form.json` holds. */
export interface FormDefinition {
  readonly id: string
  readonly title: LocalizedText
  readonly schema: AnswersSchema
  readonly layout: readonly LayoutNode[]
  readonly rules?: readonly Rule[]
}

/** 代码表: the choices a release offers under one id. */
export interface CodeList {
  readonly id: string
  readonly title: LocalizedText
  /** The standard it comes from, e.g. GB/T 2261.1, and whether that was checked. */
  readonly standard?: string
  readonly verified?: boolean
  readonly source?: string
  readonly codes: readonly { readonly code: string; readonly title: LocalizedText; readonly parent?: string }[]
}

export type Answers = Readonly<Record<string, unknown>>

/** An uploaded file as an answer refers to it. A field's schema for one: `{ "type": "array", "items": { "$ref": "#/$defs/file" } }` is not needed; `widget` says it. */
export interface FileReference {
  readonly id: string
  readonly name: string
  readonly type: string
  /** Bytes. */
  readonly size: number
}

/**
 * One thing a person mends by answering again.
 * `path` is a JSON pointer into the answers, e.g. `/tenants/0/name`.
 */
export interface Problem {
  readonly fieldId: string
  readonly path: string
  readonly code: string
  readonly message: LocalizedText
}
