import type { Release } from '#definitions'

/** The bundle that a definition, named `KIND/ID`, comes from. */
export function bundleOf(release: Release, key: string) {
  const id = Object.hasOwn(release.origin, key) ? release.origin[key] : undefined
  return release.bundles.find((bundle) => bundle.id === id)
}
