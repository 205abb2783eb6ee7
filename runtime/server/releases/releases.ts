import { type CompiledRelease, compileRelease, type Release } from '#definitions'
import type { Process } from '#engine'
import type { WorkingCalendar } from '#feel'
import type { LocalizedText } from '#findings'
import { chineseCalendar } from '../calendar/chinese-calendar.ts'
import type { SignedIn } from '../permissions/access.ts'
import { areasOf } from '../permissions/region-code.ts'
import { RefusedError } from '../refused-error.ts'
import type { Db } from '../store/store.ts'
import { leastRecentlyUsed } from './least-recently-used.ts'

/** A release with everything in it ready to run. */
export interface ReadyRelease {
  readonly release: Release
  readonly compiled: CompiledRelease
}

/** The releases of the store. What was compiled is kept: releases never change. */
export interface Releases {
  /** Digest of the release in force for the nearest region at or above `region`. */
  readonly inForce: (region: string, db?: Db) => Promise<string | undefined>
  /** @throws {RefusedError} `no-release` where none covers the region. */
  readonly readyAt: (region: string) => Promise<ReadyRelease>
  readonly ready: (digest: string) => Promise<ReadyRelease>
  readonly process: (digest: string, processId: string) => Promise<Process>
  readonly roleTitle: (role: string, region: string) => Promise<LocalizedText>
  /** Whether the role, where it is granted, may do one of these. */
  readonly roleMay: (grant: SignedIn['grants'][number], what: readonly ('designs' | 'oversees')[]) => Promise<boolean>
  /** Whether the user may design the definitions of the region; of any region where none is named. */
  readonly mayDesign: (user: SignedIn, region?: string) => Promise<boolean>
  /** Whether the user may approve what others want to publish in the region. */
  readonly mayReview: (user: SignedIn, region: string) => Promise<boolean>
}

/** Holds before anything is published: someone must be able to publish first. */
const firstDesigner = 'admin'
const keptReady = 50

export function releasesIn(db: Db, calendar: WorkingCalendar = chineseCalendar): Releases {
  const cache = leastRecentlyUsed(keptReady, (digest: string) => loadRelease(db, digest, calendar))

  const inForce: Releases['inForce'] = async (region, through = db) => {
    const row = await through
      .selectFrom('publication as p')
      .select(['p.region', 'p.digest'])
      .where('p.region', 'in', areasOf(region))
      .where('p.number', '=', (eb) =>
        eb
          .selectFrom('publication as newest')
          .select((of) => of.fn.max<number>('newest.number').as('number'))
          .whereRef('newest.region', '=', 'p.region'),
      )
      .orderBy('p.region', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row?.digest
  }
  const releaseAt = async (region: string) => {
    const digest = await inForce(region)
    return digest === undefined ? undefined : cache(digest)
  }

  const roleMay: Releases['roleMay'] = async ({ role, region }, what) => {
    const roles = (await releaseAt(region))?.release.roles ?? {}
    return Object.hasOwn(roles, role) && what.some((may) => roles[role]?.[may] === true)
  }

  const may = async (what: 'designs' | 'reviews', user: SignedIn, region?: string) => {
    const held = user.grants.filter((grant) => region === undefined || region.startsWith(grant.region))
    for (const grant of held) {
      if (grant.role === firstDesigner) return true
      const roles = (await releaseAt(grant.region))?.release.roles ?? {}
      if (Object.hasOwn(roles, grant.role) && roles[grant.role]?.[what] === true) return true
    }
    return false
  }

  return {
    inForce,
    ready: cache,
    readyAt: async (region) => {
      const ready = await releaseAt(region)
      if (!ready) throw new RefusedError('no-release')
      return ready
    },
    process: async (digest, processId) => {
      const process = (await cache(digest)).compiled.processes.get(processId)
      if (!process) throw new Error(`Release ${digest} has no process "${processId}".`)
      return process
    },
    roleTitle: async (role, region) => {
      const ready = await releaseAt(region)
      const known = ready && Object.hasOwn(ready.release.roles, role) ? ready.release.roles[role] : undefined
      return (
        known?.title ?? (role === firstDesigner ? { 'zh-CN': '系统管理员', en: 'Administrator' } : { 'zh-CN': role })
      )
    },
    roleMay,
    mayDesign: (user, region) => may('designs', user, region),
    mayReview: (user, region) => may('reviews', user, region),
  }
}

async function loadRelease(db: Db, digest: string, calendar: WorkingCalendar): Promise<ReadyRelease> {
  const { content } = await db
    .selectFrom('stored_release')
    .select('content')
    .where('digest', '=', digest)
    .executeTakeFirstOrThrow()
  const release = JSON.parse(content) as Release
  return { release, compiled: await compileRelease(release, { calendar }) }
}
