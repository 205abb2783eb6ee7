import type { FeelExpression } from '#feel'
import type { LocalizedText } from '#findings'
import type { Decisions } from '../decision/decision.ts'
import type { ElementKind, NodeDetails } from '../elements/element-kind.ts'
import type { Loop } from './loop.ts'
import type { DataState } from './read-data.ts'
import type { Value } from './value.ts'

/** How much of what happens is kept; each level holds those before it. What persons did is kept at each. */
export const historyLevels = ['none', 'activity', 'audit', 'full'] as const
export type HistoryLevel = (typeof historyLevels)[number]

/** A process made ready to run: tables, no XML, every expression parsed. */
export interface Process {
  readonly id: string
  readonly title: LocalizedText
  /** Gives the case its title, over the variables of the process. */
  readonly caseTitle?: FeelExpression
  readonly historyLevel: HistoryLevel
  readonly flow: FlowScope
  /** Every element, those of sub-processes included. */
  readonly nodes: ReadonlyMap<string, Node>
  readonly decisions: Decisions
  /** Every expression, for checks. */
  readonly expressions: readonly UsedExpression[]
  /** Whether some activity waits until its data is in the state it needs. */
  readonly awaitsData: boolean
}

/** An expression and the element or flow that uses it. */
export interface UsedExpression {
  readonly elementId: string
  readonly expression: FeelExpression
}

/** What runs in one scope: the process, or a sub-process. */
export interface FlowScope {
  readonly id: string
  readonly nodes: readonly Node[]
  readonly startEvents: readonly NodeOf<'startEvent'>[]
  readonly eventSubProcesses: readonly NodeOf<'eventSubProcess'>[]
  /** Whether its activities are offered without flows that lead to them. */
  readonly isAdHoc?: boolean
  /** 数据对象: names of those that live as long as this sub-process. */
  readonly dataObjects?: readonly string[]
}

export interface Flow {
  readonly id: string
  readonly name?: LocalizedText
  readonly source: Node
  readonly target: Node
  readonly condition?: FeelExpression
}

/** One element of the diagram. */
export type Node = { [K in ElementKind]: NodeOf<K> }[ElementKind]

export interface NodeOf<K extends ElementKind> {
  readonly id: string
  readonly kind: K
  readonly name: LocalizedText
  readonly container: FlowScope
  /** 泳道: the innermost lane it lies in. */
  readonly lane?: LocalizedText
  readonly incoming: readonly Flow[]
  readonly outgoing: readonly Flow[]
  readonly defaultFlow?: Flow
  /** True where at least one outgoing flow has a condition. */
  readonly conditional: boolean
  /** Activities only: `zeebe:ioMapping`. */
  readonly inputs: readonly Mapping[]
  readonly outputs: readonly Mapping[]
  readonly loop?: Loop
  /** 启动数量: of an activity that needs several tokens before it begins. */
  readonly startQuantity?: number
  /** States that data must have before the activity begins. */
  readonly awaits?: readonly DataState[]
  /** States that data has when the element is done. */
  readonly sets?: readonly DataState[]
  /** 完成数量: of an activity that gives several tokens to each flow it takes. */
  readonly completionQuantity?: number
  /** The activity that undoes it, by an association from the compensation event at its boundary. */
  readonly compensatedBy?: Node
  /** Events attached to it. */
  readonly boundary: readonly NodeOf<'boundaryEvent'>[]
  readonly detail: NodeDetails[K]
}

/** One `zeebe:input` or `zeebe:output`. */
export interface Mapping {
  readonly source: Value
  /** A name, or a path of names into a context. */
  readonly target: readonly string[]
}

/** Sub-processes of every kind: activities that hold a flow of their own. */
export function hasFlow(
  node: Node,
): node is NodeOf<'subProcess'> | NodeOf<'eventSubProcess'> | NodeOf<'adHocSubProcess'> {
  return node.kind === 'subProcess' || node.kind === 'eventSubProcess' || node.kind === 'adHocSubProcess'
}
