import type { Deps } from '../deps.ts'
import { type Wakeable, wakeable } from '../execution/wakeable.ts'
import { followNext } from './upgrades.ts'

const minute = 60_000

/** Lets regions follow what was published or installed below them, one after the other, the wider ones first. */
export function upgradeRunner(deps: Pick<Deps, 'store' | 'clock' | 'log' | 'jobTypes' | 'checks'>): Wakeable {
  return wakeable(
    minute,
    async () => ((await followNext(deps)) ? 0 : undefined),
    (error) => deps.log.error({ err: error }, 'a region could not follow what changed below it'),
  )
}
