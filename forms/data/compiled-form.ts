import type { FeelExpression } from '#feel'
import type { LocalizedText } from '#findings'
import type {
  CodeList,
  FieldNode,
  FormDefinition,
  GroupNode,
  PropertySchema,
  Rule,
  SectionNode,
  TextNode,
  Widget,
} from '../definition/form-definition.ts'
import type { Choices } from './choices.ts'
import type { NodeState } from './node-state.ts'

/** A name that a rule's expression reads, and what is behind it. */
export interface Read {
  readonly name: string
  /** Of the answer; an answer of the item stands in front of one of the form. */
  readonly property: string
  readonly from: 'item' | 'form' | 'case' | 'function'
}

export interface CompiledRule {
  readonly rule: Rule
  readonly expression: FeelExpression
  readonly reads: readonly Read[]
  /** Rules that say the same about the same names share a slot: they are evaluated once. Counted in the form, or in the group. */
  readonly slot: number
}

/** What a node's rules say, by kind. */
export interface NodeRules {
  readonly visible?: CompiledRule
  readonly required?: CompiledRule
  readonly readonly?: CompiledRule
  readonly value?: CompiledRule
  readonly options?: CompiledRule
  readonly checks: readonly CompiledRule[]
}

interface CompiledBase {
  readonly id: string
  /** Its place among the form's nodes, or among the fields of its group. */
  readonly index: number
  readonly rules: NodeRules
  /** The sections around it, outermost first. */
  readonly sections: readonly CompiledPart[]
  /** The rules that must all hold for it to be shown: of the sections around it, and its own. */
  readonly shownBy: readonly CompiledRule[]
  /** The rules of the sections around it any of which locks it. */
  readonly lockedBy: readonly CompiledRule[]
  /** The states it was in before, by what they are: the same object for the same state. */
  readonly states: KnownStates
}

/** One object for each state that a node was in. */
export interface KnownStates {
  readonly plain: NodeState[]
  readonly offering: WeakMap<Choices, NodeState[]>
}

/** A section, or words to read. */
export interface CompiledPart extends CompiledBase {
  readonly kind: 'section' | 'text'
  readonly node: SectionNode | TextNode
}

export interface CompiledField extends CompiledBase {
  readonly kind: 'field'
  readonly node: FieldNode
  readonly property: string
  readonly schema: PropertySchema
  readonly widget: Widget
  /** Demanded by the schema. */
  readonly required: boolean
  /** What it offers, all rules aside. */
  readonly choices?: Choices
  /** The answer that narrows the choices. */
  readonly within?: Read
  readonly prefill?: FeelExpression
}

export interface CompiledGroup extends CompiledBase {
  readonly kind: 'group'
  readonly node: GroupNode
  readonly property: string
  readonly schema: PropertySchema
  readonly required: boolean
  readonly fields: readonly CompiledField[]
  readonly byProperty: ReadonlyMap<string, CompiledField>
  /** The same fields, each after those its rules read. */
  readonly order: readonly CompiledField[]
  /** What the rules of its fields read that is not in the item. */
  readonly outside: readonly Read[]
  /** Of these, names of the form that decide what the items' answers are. */
  readonly readsOutside: readonly string[]
  /** How many slots the rules of its fields have. */
  readonly slots: number
  /** Whether items are told apart by `itemId`: rules lock some of their fields. */
  readonly keyed: boolean
  readonly prefill?: FeelExpression
}

export type CompiledNode = CompiledPart | CompiledField | CompiledGroup

/** A form made ready: expressions parsed, choices looked up, rules in the order they depend on each other. Make it once, use it often. */
export interface CompiledForm {
  /** With what it uses of other forms in its place. */
  readonly form: FormDefinition
  /** Those it was given. */
  readonly codeLists: readonly CodeList[]
  readonly nodes: readonly CompiledNode[]
  /** Fields and groups of the form itself, each after those its rules read. */
  readonly order: readonly (CompiledField | CompiledGroup)[]
  readonly byProperty: ReadonlyMap<string, CompiledField | CompiledGroup>
  /** Every node by its id, those inside groups too. */
  readonly byId: ReadonlyMap<string, { readonly node: CompiledNode; readonly group?: CompiledGroup }>
  readonly slots: number
}

/** The form cannot be used: `checkForm` would have said so. */
export class FormNotUsableError extends Error {
  readonly code = 'form-not-usable'
  /** The fields and groups whose rules depend on each other, where that is the reason. */
  readonly circle: readonly (FieldNode | GroupNode)[]
  /** Why, for a person. */
  readonly reason: LocalizedText

  constructor(message: string, circle: readonly (FieldNode | GroupNode)[], reason: LocalizedText) {
    super(message)
    this.circle = circle
    this.reason = reason
  }
}
