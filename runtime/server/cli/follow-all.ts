import { systemClock } from '../clock.ts'
import { inThisThread } from '../releases/resolver.ts'
import { followNext } from '../releases/upgrades.ts'
import type { Store } from '../store/store.ts'
import type { CommandOutput, speaking } from './command-output.ts'
import { ownJobTypes } from './installation.ts'

/** Lets every region follow that something changed under, and shows how many have. */
export async function followAll(
  store: Store,
  { progress }: CommandOutput,
  say: ReturnType<typeof speaking>,
): Promise<void> {
  const due = async () => {
    const rows = store.db.selectFrom('region_upgrade').select('region').where('status', '=', 'due').orderBy('region')
    return (await rows.execute()).map(({ region }) => region)
  }
  const checks = inThisThread(store)
  let done = 0
  for (let more = true; more; done += 1) {
    if (progress) {
      const left = await due()
      progress(done, done + left.length, say(`更新下级区域 ${left[0] ?? ''}`, `Regions follow ${left[0] ?? ''}`))
    }
    more = await followNext({ store, clock: systemClock, jobTypes: ownJobTypes, checks })
  }
  progress?.(done, done)
}
