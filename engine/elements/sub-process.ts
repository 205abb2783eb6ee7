import { waitFor } from '../instance/activity.ts'
import { arrive, changeLive } from '../instance/tokens.ts'
import { implicitStarts } from '../process/implicit-starts.ts'
import type { FlowScope } from '../process/process.ts'
import type { ActivityBehaviour } from './element-behaviour.ts'

export interface SubProcessDetail {
  readonly flow: FlowScope
}

/** 子流程: a scope of its own; its token goes on when the last token inside is gone. */
export const subProcess: ActivityBehaviour<'subProcess'> = {
  /** The flow inside is put in by the reader of processes, which knows the nodes. */
  read: () => ({ flow: { id: '', nodes: [], startEvents: [], eventSubProcesses: [] } }),
  ownScope: true,
  prepare:
    (run, { detail }) =>
    (token) => {
      waitFor(run, token, 'scope')
      const own = run.tokens[token]!.own!
      const [start] = detail.flow.startEvents
      const begun = start ? [start] : implicitStarts(detail.flow)
      changeLive(run, own, begun.length)
      for (const node of begun) arrive(run, node, own)
    },
}
