import type { WorkingCalendar } from '#feel'
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

/**
 * How a field is asked, and what an answer to it is:
 *
 * | widget | answer |
 * |---|---|
 * | `text`, `long-text` | a text |
 * | `number` | a number |
 * | `money` | 金额: a whole number of 分 |
 * | `date` | `2026-03-05` |
 * | `time` | `08:30`, 24 hours, China time |
 * | `date-range` | `DateRange` |
 * | `yes-no` | true or false |
 * | `choice` | one of the choices' values |
 * | `multiple-choice` | a list of them |
 * | `cascade` | 级联: the code chosen last, of a code list whose codes have parents |
 * | `person-id` | 公民身份号码, 18 characters |
 * | `phone` | 手机 or 座机 |
 * | `address` | `Address` |
 * | `file`, `photo` | a list of `FileReference`s |
 * | `signature` | `Signature` |
 * | `map-point` | `MapPoint` |
 *
 * The widget says what an object holds: its schema is just `{ "type": "object" }`, that of files
 * `{ "type": "array", "items": { "type": "object" } }`.
 */
export const widgets = [
  'text',
  'long-text',
  'number',
  'money',
  'date',
  'time',
  'date-range',
  'yes-no',
  'choice',
  'multiple-choice',
  'cascade',
  'person-id',
  'phone',
  'address',
  'file',
  'photo',
  'signature',
  'map-point',
] as const

/** How a field is asked. Left out, it follows from the property's schema (`widgetOf`). */
export type Widget = (typeof widgets)[number]

export const sensitivities = ['none', 'personal', 'sensitive'] as const

/** How careful to be with a value. PIPL art. 28: `sensitive` is masked by default. */
export type Sensitivity = (typeof sensitivities)[number]

export const maskKinds = ['id', 'phone', 'name', 'address', 'all'] as const

/** How a value is shown to readers who may not see it (`maskOf`, `mask`). */
export type MaskKind = (typeof maskKinds)[number]

export const appearances = ['buttons', 'list', 'search'] as const

/** How choices are offered: side by side, in a list that opens, or in one that is searched by typing. */
export type Appearance = (typeof appearances)[number]

export const stamps = ['time', 'place'] as const

/** What is written into a photo when it is taken. */
export type Stamp = (typeof stamps)[number]

export interface Option {
  /** Permanent id. */
  readonly id: string
  readonly value: string
  readonly title: LocalizedText
}

/** Why an answer is asked for. What a field does not say itself holds from the group, section or form around it. */
export interface Reasons {
  /** 处理目的 */
  readonly purpose?: LocalizedText
  /** 法律依据 */
  readonly legalBasis?: LocalizedText
}

/** One question. */
export interface FieldNode extends Reasons {
  readonly kind: 'field'
  /** Permanent: survives renames and versions. */
  readonly id: string
  /** Key in the answers, as in `schema.properties`. FEEL rules use it as a variable. */
  readonly property: string
  readonly title: LocalizedText
  readonly help?: LocalizedText
  /** Shown in the empty field. */
  readonly placeholder?: LocalizedText
  /** Shown behind a number, e.g. 平方米. */
  readonly unit?: LocalizedText
  readonly widget?: Widget
  /** Id of the code list that `choice`, `multiple-choice` and `cascade` offer; of `address`, the regions. */
  readonly codeList?: string
  readonly options?: readonly Option[]
  /** Of `choice` and `multiple-choice`; by the number of choices where left out. */
  readonly appearance?: Appearance
  /** Of a field with a code list: the property of another field, below whose answer the codes offered lie. */
  readonly within?: string
  /** Of `cascade`: whether a code that has codes below it may be the answer. */
  readonly anyLevel?: boolean
  /** Of `date` and `date-range`: the first and last day taken, `YYYY-MM-DD` or `today`. */
  readonly earliest?: string
  readonly latest?: string
  /** Of `date-range`: may have no end (长期). */
  readonly openEnd?: boolean
  /** Of `number`: the decimal places taken at most. */
  readonly decimals?: number
  /** FEEL over the case's variables, by name and as `case`; gives the value a new form opens with. */
  readonly prefill?: string
  /** Of `file` and `photo`: the media types taken, e.g. `application/pdf` or `image/*`; any where left out. */
  readonly accept?: readonly string[]
  /** Of `file` and `photo`: the largest file taken, in bytes; 10 MiB, what a server takes, where left out and at most. */
  readonly maxBytes?: number
  /** Of `photo`. */
  readonly stamp?: readonly Stamp[]
  readonly sensitivity?: Sensitivity
  /** Where left out, by what is asked (`maskOf`). */
  readonly mask?: MaskKind
  /** Share of the row on a desktop, in 24ths; one of the columns around it where left out, all where it is wide. */
  readonly span?: number
}

/** A titled part of the form. Where the form is shown in steps, each of its top sections is a step. */
export interface SectionNode extends Reasons {
  readonly kind: 'section'
  readonly id: string
  readonly title: LocalizedText
  readonly help?: LocalizedText
  /** 1 to 4; the form's where left out. */
  readonly columns?: number
  /** Can be folded away; whether it is open at first. */
  readonly collapsible?: 'open' | 'closed'
  readonly children: readonly LayoutNode[]
}

/** 重复组: an array property whose items are objects. */
export interface GroupNode extends Reasons {
  readonly kind: 'group'
  readonly id: string
  readonly property: string
  readonly title: LocalizedText
  readonly help?: LocalizedText
  /** What one item is called on its card, e.g. 承租人. */
  readonly itemTitle?: LocalizedText
  /** Cards where left out. */
  readonly display?: 'cards' | 'table'
  /** Of cards: 1 to 4. */
  readonly columns?: number
  /** As a field's; gives a list of contexts. */
  readonly prefill?: string
  /** `property` of these fields is a key of the item's schema. */
  readonly children: readonly (FieldNode | UseNode)[]
}

/** Words to read, nothing to answer. */
export interface TextNode {
  readonly kind: 'text'
  readonly id: string
  readonly text: LocalizedText
}

/**
 * 引用: everything another form asks, with its rules, here (`expandForm`). The id of a node that comes from there is this
 * node's id, a dot, and its own; its property is `prefix` and its own, as in `owner` + `name` = `ownerName`.
 */
export interface UseNode extends Reasons {
  readonly kind: 'use'
  readonly id: string
  /** Id of the form that is used; usually a `part`. */
  readonly form: string
  /** Left out, properties keep their names. */
  readonly prefix?: string
  readonly title: LocalizedText
  readonly help?: LocalizedText
  /** False where its nodes stand among their neighbours; otherwise it is a section, which rules can be about. Never in a group. */
  readonly asSection?: boolean
  /** Ids, in that form, of nodes that are not taken over. */
  readonly omit?: readonly string[]
}

export type LayoutNode = SectionNode | FieldNode | GroupNode | TextNode | UseNode

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
  /** Names in the expression that stand for a property of another name. Made by `expandForm`, not by authors. */
  readonly names?: Readonly<Record<string, string>>
}

/** 表单: schema, layout and rules. What a `*.form.json` holds. */
export interface FormDefinition extends Reasons {
  /** Where editors find the JSON Schema of this format. */
  readonly $schema?: string
  readonly id: string
  readonly title: LocalizedText
  /** Made to be used in other forms (人员, 地址), not to be filled by itself. */
  readonly part?: boolean
  /** One page where left out. In `steps`, the top of the layout holds sections only. */
  readonly display?: 'page' | 'steps'
  /** 1 to 4; 2 where left out. */
  readonly columns?: number
  readonly schema: AnswersSchema
  readonly layout: readonly LayoutNode[]
  readonly rules?: readonly Rule[]
  /** Values of the settings that its expressions read, where it is sent to a browser; never part of a file. */
  readonly settings?: Answers
  /** The region's working days, where it is sent to a browser and its expressions ask for them; never part of a file. */
  readonly calendar?: WorkingCalendar
}

/** 代码表: the choices a release offers under one id. */
export interface CodeList {
  readonly id: string
  readonly title: LocalizedText
  /** The standard it comes from, e.g. GB/T 2261.1, and whether that was checked. */
  readonly standard?: string
  readonly verified?: boolean
  readonly source?: string
  readonly codes: readonly {
    readonly code: string
    readonly title: LocalizedText
    readonly parent?: string
    /** 停用: no longer offered; where it was chosen before it stays. */
    readonly retired?: true
    /** No layer of a narrower region may change it. */
    readonly locked?: true
  }[]
}

export type Answers = Readonly<Record<string, unknown>>

/** An uploaded file as an answer refers to it. */
export interface FileReference {
  readonly id: string
  readonly name: string
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** Of a photo whose field asks for it. */
  readonly stamp?: PhotoStamp
}

/** When and where a photo was taken, by the device that took it. */
export interface PhotoStamp {
  /** An instant, ISO 8601 with its zone. */
  readonly at?: string
  readonly place?: MapPoint
}

/** 地图点: degrees in CGCS2000, which at this precision is WGS 84. */
export interface MapPoint {
  readonly longitude: number
  readonly latitude: number
  /** Metres. */
  readonly accuracy?: number
}

/** 起止日期: days, the last one included. */
export interface DateRange {
  readonly from: string
  /** Left out where there is no end. */
  readonly to?: string
}

/** 地址 */
export interface Address {
  /** Code of the region; where the field has a code list, and then always. */
  readonly region?: string
  /** 详细地址: what the region's names do not say. */
  readonly detail: string
}

/** 签名: drawn, or typed where nobody can draw; one of them. */
export interface Signature {
  /** The picture. */
  readonly file?: FileReference
  readonly name?: string
  /** When it was given, by the device; an instant, ISO 8601 with its zone. */
  readonly at: string
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
