import type { ActivityBehaviour } from './element-behaviour.ts'

/** A task that says no more than its name: done at once. */
export const noneTask: ActivityBehaviour<'noneTask'> = {
  read: () => undefined,
  prepare: (run) => (token) => run.agenda.push({ do: 'complete', token }),
}
