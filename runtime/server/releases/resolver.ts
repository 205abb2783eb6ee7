import { compileRelease, type Release } from '#definitions'
import { chineseCalendar } from '../calendar/chinese-calendar.ts'
import { type ProcessStart, startsIn } from '../execution/start-triggers.ts'
import type { Db } from '../store/store.ts'
import { type DraftVersion, draftsOf } from './publish.ts'
import { type RegionResolved, type ResolveRegion, resolveRegion } from './resolve-region.ts'

/** What a region is resolved with. Plain data. */
export interface Resolve extends Pick<ResolveRegion, 'jobTypes' | 'instead' | 'scenarios' | 'at'> {
  /** Whether the drafts of the region take part. */
  readonly withDrafts?: boolean
  /** What is found is enough: the answer has no release and no layers, which are large. */
  readonly brief?: boolean
}

export interface Resolved extends RegionResolved {
  /** Of the release, where there is one. */
  readonly digest?: string
  /** Those that took part. */
  readonly drafts: readonly DraftVersion[]
}

/**
 * Resolves regions by what is stored now: work that takes long where somebody wants it to.
 * The server does it in threads; see `Checks`.
 */
export interface Resolver {
  readonly resolve: (region: string, asked?: Resolve) => Promise<Resolved>
  /** What begins cases of a stored release by itself, from that moment on. */
  readonly startsOf: (digest: string, at: number) => Promise<readonly ProcessStart[]>
}

/** For a program that does one thing only: resolves in this thread. */
export const inThisThread = ({ db }: { readonly db: Db }) => ({ resolverFor: () => resolverOn(db) })

/** Resolves in this thread, which does nothing else meanwhile. */
export function resolverOn(db: Db): Resolver {
  return {
    resolve: async (region, { withDrafts = false, brief = false, ...asked } = {}) => {
      const drafts = withDrafts ? await draftsOf(db, region) : []
      const versions = drafts.map(({ kind, id, version, by }) => ({ kind, id, version, by }))
      const { release, ...resolved } = await resolveRegion(db, region, { ...asked, drafts })
      const named = { ...resolved, drafts: versions, ...(release && { digest: release.digest }) }
      return brief ? { ...named, changes: [], carried: [] } : { ...named, ...(release && { release }) }
    },
    startsOf: async (digest, at) => {
      const { content } = await db
        .selectFrom('stored_release')
        .select('content')
        .where('digest', '=', digest)
        .executeTakeFirstOrThrow()
      const release = JSON.parse(content) as Release
      return startsIn(await compileRelease(release, { calendar: chineseCalendar }), at)
    },
  }
}
