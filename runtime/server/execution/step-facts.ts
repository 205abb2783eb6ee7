import type { WorkingCalendar } from '../calendar/due.ts'
import type { ReadyRelease } from '../releases/releases.ts'
import type { StepFacts } from './store-effects.ts'

/** What the steps of a case need, which is pinned to this release. */
export function stepFacts({ release, compiled }: ReadyRelease, at: number, calendar: WorkingCalendar): StepFacts {
  return { at, calendar, processes: compiled.processes, area: release.region }
}
