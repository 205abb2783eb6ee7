import type { WorkingCalendar } from '#feel'
import type { ReadyRelease } from '../releases/releases.ts'
import type { StepFacts } from './store-effects.ts'

/** What the steps of a case need, which is pinned to this release. `country` is whose working days the region starts from. */
export function stepFacts({ release, compiled }: ReadyRelease, at: number, country: WorkingCalendar): StepFacts {
  return {
    at,
    calendar: compiled.calendar ?? country,
    processes: compiled.processes,
    area: release.region,
    release: release.digest,
  }
}
