import { waitFor } from '../instance/activity.ts'
import { arrive, changeLive } from '../instance/tokens.ts'
import { implicitStarts } from '../process/implicit-starts.ts'
import type { FlowScope } from '../process/process.ts'
import type { ActivityBehaviour } from './element-behaviour.ts'

export interface SubProcessDetail {
  readonly flow: FlowScope
  /** 事务: a cancel end event within takes all of it back. */
  readonly transaction?: true
}

/** 子流程: a scope of its own; its token goes on when the last token inside is gone. An empty one is passed at once. */
export const subProcess: ActivityBehaviour<'subProcess'> = {
  /** The flow inside is put in by the reader of processes, which knows the nodes. */
  read: ({ $type }) => ({
    flow: { id: '', nodes: [], startEvents: [], eventSubProcesses: [] },
    ...($type === 'bpmn:Transaction' && { transaction: true }),
  }),
  ownScope: true,
  prepare:
    (run, { detail }) =>
    (token) => {
      waitFor(run, token, 'scope')
      const own = run.tokens[token]!.own!
      const [start] = detail.flow.startEvents
      const [first] = implicitStarts(detail.flow)
      changeLive(run, own, start || first ? 1 : 0)
      if (start) arrive(run, start, own)
      else if (first) run.agenda.push({ do: 'instantiate', node: first, scope: own })
    },
}
