import { diffReleases, hasErrors } from '#definitions'
import type { Follower, ReleasePreview } from '#runtime/api'
import type { Deps } from '../deps.ts'
import { lastRelease, needsReview } from '../releases/publish.ts'
import { regionsBelow } from '../releases/region-layers.ts'
import { shownConflict } from './upgrade.ts'

/** As many followers are looked at beforehand. */
const shownFollowers = 200

type PreviewDeps = Pick<Deps, 'store' | 'jobTypes' | 'regions' | 'checks'>

/** What publishing the drafts of a region would do, here and in the regions below. */
export function previewRelease({ store, jobTypes, regions, checks }: PreviewDeps) {
  return async (region: string, by: string): Promise<ReleasePreview> => {
    const { db } = store
    const { resolve } = checks.resolverFor(by)
    const { release, findings, changes } = await resolve(region, { jobTypes, withDrafts: true, scenarios: true })
    const below = await regionsBelow(db, region)
    const names = await regions.names(below.slice(0, shownFollowers))
    const followers: Follower[] = []
    for (const follower of release ? below.slice(0, shownFollowers) : []) {
      const regionName = names.get(follower) ?? follower
      const made = await resolve(follower, {
        jobTypes,
        instead: new Map([[region, changes]]),
        scenarios: true,
        brief: true,
      })
      const waits = made.conflicts.length > 0 || hasErrors(made.findings)
      const same = made.digest === (await lastRelease(db, follower))?.release.digest
      followers.push({
        region: follower,
        regionName,
        outcome: waits ? 'waits' : same ? 'unchanged' : 'follows',
        conflicts: made.conflicts.map(shownConflict),
        findings: made.findings.filter(({ severity }) => severity === 'error').map((finding) => ({ ...finding })),
      })
    }
    return {
      changed: release ? diffReleases((await lastRelease(db, region))?.release, release) : [],
      findings: findings.map((finding) => ({ ...finding })),
      followers,
      moreFollowers: below.length > shownFollowers,
      needsReview: await needsReview(db, region),
    }
  }
}
