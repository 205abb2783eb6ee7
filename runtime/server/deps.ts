import type { Logger } from 'pino'
import type { WorkingCalendar } from '#feel'
import type { Demo } from '#runtime/api'
import type { Checks } from './checks/checks.ts'
import type { Clock } from './clock.ts'
import type { Images } from './images/images.ts'
import type { Regions } from './regions/regions.ts'
import type { Releases } from './releases/releases.ts'
import type { Store } from './store/store.ts'

/** What use cases work with; `main.ts` puts it together. */
export interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly calendar: WorkingCalendar
  readonly regions: Regions
  readonly releases: Releases
  readonly images: Images
  readonly checks: Checks
  /** The jobs that plugins offer. */
  readonly jobTypes?: readonly string[]
  /** Where the server is a demo. */
  readonly demo?: Demo
  /** Tells the machine that jobs or timers may have been added. Called after the commit. */
  readonly wake: () => void
}
