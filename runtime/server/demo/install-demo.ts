import { createAccount, hasNoAccounts } from '../accounts/accounts.ts'
import { addRegions } from '../regions/add-regions.ts'
import type { Store } from '../store/store.ts'
import { demoAccounts, demoPassword } from './accounts.ts'
import { shengzhou, syntheticGrids } from './shengzhou.ts'

/** Fills an empty store with the demo's regions and accounts; another one is left as it is. */
export async function installDemo(store: Store, now: number): Promise<void> {
  await addRegions(store, [...shengzhou, ...syntheticGrids])
  if (!(await hasNoAccounts(store))) return
  await Promise.all(
    demoAccounts.map(({ userName, displayName, role, region }) =>
      createAccount(store, { userName, displayName, password: demoPassword, grants: [{ role, region }] }, now),
    ),
  )
}
