import type { Process } from '../../process/process.ts'
import { beginRun, endRun } from '../run.ts'
import type { InstanceState } from '../state.ts'
import { type Migrated, type MigrateOptions, passage, stop } from './migration.ts'
import { moveEvents } from './move-events.ts'
import { moveState } from './move-state.ts'
import { moveWork } from './move-work.ts'

/**
 * The state an instance has under another version of its process, or what stands in the way.
 *
 * What waits keeps its ids: tasks, jobs, timers and messages stay open. Nothing is entered or left. A timer that runs
 * keeps its time. An event at the boundary of an activity that is at work, or of a sub-process that runs, is waited for
 * from now on where the new version adds it, and no more where it has none. A task that the new version describes otherwise changes its
 * name, form and people. From one version to an equal one nothing changes.
 */
export function migrate(from: Process, to: Process, state: InstanceState, { at, elements }: MigrateOptions): Migrated {
  const way = passage(from, to, elements)
  if (state.status !== 'active') {
    stop(way, 'instance-ended', from.id, [
      '办件已经结束，不需要迁移',
      'The instance has ended; there is nothing to move',
    ])
    return { effects: [], problems: way.problems, notes: [] }
  }
  const moved = moveState(way, state)
  if (way.problems.length === 0) {
    const run = beginRun(to, moved, at)
    moveWork(way, run, state)
    moveEvents(way, run, state)
    if (way.problems.length === 0) return { ...endRun(run), problems: [], notes: way.notes }
  }
  return { effects: [], problems: way.problems, notes: way.notes }
}
