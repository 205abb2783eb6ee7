import type { HistoryLevel } from '#engine'
import type { LineKind } from './timeline.ts'

/** The level from which on the lines of steps are kept. What persons did, and incidents, are kept at each. */
const from: Partial<Record<LineKind, HistoryLevel>> = {
  taskOpened: 'activity',
  taskCancelled: 'activity',
  left: 'activity',
  cancelled: 'activity',
  jobCompleted: 'audit',
  jobFailed: 'audit',
  timerFired: 'audit',
  messageReceived: 'audit',
  signalReceived: 'audit',
  entered: 'full',
  flowTaken: 'full',
}

const rank: Record<HistoryLevel, number> = { none: 0, activity: 1, audit: 2, full: 3 }

/** Whether a process of this level keeps such a line. */
export function keeps(level: HistoryLevel, what: LineKind): boolean {
  return rank[level] >= rank[from[what] ?? 'none']
}
