import { createFirstAccounts } from '../accounts/accounts.ts'
import { inPackage } from '../cli/environment.ts'
import { addRegions } from '../regions/add-regions.ts'
import { installBundles } from '../releases/install.ts'
import type { Store } from '../store/store.ts'
import { demoAccounts, demoPassword } from './accounts.ts'
import { county, shengzhou, syntheticGrids } from './shengzhou.ts'

/** Fills an empty store with the demo's regions and accounts; another one is left as it is. */
export async function installDemo(store: Store, now: number): Promise<void> {
  await addRegions(store, [...shengzhou, ...syntheticGrids])
  const accounts = demoAccounts.map(({ userName, displayName, role, region }) => ({
    userName,
    displayName,
    password: demoPassword,
    grants: [{ role, region }],
  }))
  await createFirstAccounts(store, accounts, now)
}

/** The whole demo: regions, accounts and the release of the shipped bundles for the county. */
export async function installShippedDemo(store: Store, now: number): Promise<void> {
  await installDemo(store, now)
  await installBundles(store, { folder: inPackage('definitions/bundles'), region: county.code, now })
}
