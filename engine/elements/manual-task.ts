import type { ActivityBehaviour } from './element-behaviour.ts'

/** 手工任务: work the engine knows nothing of (BPMN 2.0.2, 10.3.3): it is passed at once. */
export const manualTask: ActivityBehaviour<'manualTask'> = {
  read: () => undefined,
  prepare: (run) => (token) => run.agenda.push({ do: 'complete', token }),
}
