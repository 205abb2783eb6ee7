import type { ModdleElement } from '../bpmn/moddle-element.ts'
import type { Variables } from '../instance/command.ts'
import type { Arrival, Run } from '../instance/run.ts'
import type { NodeOf } from '../process/process.ts'
import type { Reader } from '../process/reader.ts'
import type { ElementKind, NodeDetails } from './element-kind.ts'

/** What one kind of element means: how it is read, and what a token does there. */
export type ElementBehaviour<K extends ElementKind> = FlowBehaviour<K> | ActivityBehaviour<K>

/** Events and gateways: a token arrives, and goes on or stays. */
export interface FlowBehaviour<K extends ElementKind> {
  readonly read: (element: ModdleElement, reader: Reader) => NodeDetails[K]
  /** The token counts in its scope already. @throws {Stopped} */
  readonly enter: (run: Run, node: NodeOf<K>, arrival: Arrival) => void
  /** Where it may give a job: what gives it to the token again. @throws {Stopped} */
  readonly work?: (run: Run, node: NodeOf<K>, variables: Variables) => (token: number) => void
}

/** Tasks and sub-processes: they do work, may have variables and a flow of their own, and events at their boundary. */
export interface ActivityBehaviour<K extends ElementKind> {
  readonly read: (element: ModdleElement, reader: Reader) => NodeDetails[K]
  /** True where it always has a scope of its own. */
  readonly ownScope?: boolean
  /** Evaluates all it needs, then gives back what begins the work of the token. @throws {Stopped} */
  readonly prepare: (run: Run, node: NodeOf<K>, variables: Variables) => (token: number) => void
}
