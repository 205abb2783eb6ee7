import { type DefinitionKind, diffReleases, type LayerConflict } from '#definitions'
import type { SettledConflict, Upgrade, UpgradeConflict } from '#runtime/api'
import { iso } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { lastRelease } from '../releases/publish.ts'
import { layersAbove } from '../releases/region-layers.ts'
import { resolveRegion } from '../releases/resolve-region.ts'
import type { Db } from '../store/store.ts'

/** What changed under a region, what must be decided and what was; nothing where the region has followed. */
export function readUpgrade({ store, jobTypes }: Pick<Deps, 'store' | 'jobTypes'>) {
  return async (region: string): Promise<Upgrade | undefined> => {
    const row = await store.db.selectFrom('region_upgrade').selectAll().where('region', '=', region).executeTakeFirst()
    if (!row) return undefined
    const { release, findings, conflicts } = await resolveRegion(store.db, region, { jobTypes, scenarios: true })
    const before = (await lastRelease(store.db, region))?.release
    return {
      region,
      since: iso(row.since),
      status: row.status === 'due' ? 'due' : 'waiting',
      conflicts: conflicts.map(shownConflict),
      settled: await settledIn(store.db, region),
      findings: findings.filter(({ severity }) => severity === 'error').map((finding) => ({ ...finding })),
      changed: release ? diffReleases(before, release) : [],
    }
  }
}

export function shownConflict({ kind, id, title, conflict }: LayerConflict): UpgradeConflict {
  const { id: of, node, property, message, was, below, here, choices } = conflict
  return {
    kind,
    id,
    title,
    conflict: of,
    node,
    ...(property !== undefined && { property }),
    message,
    ...(was !== undefined && { was }),
    ...(below !== undefined && { below }),
    ...(here !== undefined && { here }),
    choices: choices.map((choice) => ({ ...choice })),
  }
}

async function settledIn(db: Db, region: string): Promise<SettledConflict[]> {
  const layer = (await layersAbove(db, region)).find((other) => other.region === region)
  const release = (await lastRelease(db, region))?.release
  return (layer?.changes ?? []).flatMap(({ kind, id, patch }) =>
    (patch?.settled ?? []).map(({ conflict, choice, by, at }) => ({
      kind,
      id,
      title: titleOf(release, kind, id),
      conflict,
      choice,
      ...(by !== undefined && { by }),
      ...(at !== undefined && { at }),
    })),
  )
}

type Release = NonNullable<Awaited<ReturnType<typeof lastRelease>>>['release']

function titleOf(release: Release | undefined, kind: DefinitionKind, id: string) {
  const known = diffReleases(undefined, release ?? emptyRelease).find((other) => other.kind === kind && other.id === id)
  return known?.title ?? { 'zh-CN': id }
}

const emptyRelease = {
  processes: {},
  forms: {},
  decisions: {},
  codeLists: {},
  roles: {},
  records: {},
  views: {},
  settings: {},
}
