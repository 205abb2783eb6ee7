import { type DefinitionKind, diffReleases, type LayerConflict, layerName, settledIn } from '#definitions'
import type { SettledConflict, Upgrade, UpgradeConflict } from '#runtime/api'
import { iso } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { lastRelease } from '../releases/publish.ts'
import { layersAbove } from '../releases/region-layers.ts'
import type { Db } from '../store/store.ts'

/** What changed under a region, what must be decided and what was; nothing where the region has followed. */
export function readUpgrade({ store, jobTypes, checks }: Pick<Deps, 'store' | 'jobTypes' | 'checks'>) {
  return async (region: string, by: string): Promise<Upgrade | undefined> => {
    const row = await store.db.selectFrom('region_upgrade').selectAll().where('region', '=', region).executeTakeFirst()
    if (!row) return undefined
    const { release, findings, conflicts } = await checks.resolverFor(by).resolve(region, {
      jobTypes,
      scenarios: true,
    })
    const before = (await lastRelease(store.db, region))?.release
    return {
      region,
      since: iso(row.since),
      status: row.status === 'due' ? 'due' : 'waiting',
      conflicts: conflicts.map(shownConflict),
      settled: await settledAt(store.db, region),
      findings: findings.filter(({ severity }) => severity === 'error').map((finding) => ({ ...finding })),
      changed: release ? diffReleases(before, release) : [],
    }
  }
}

export function shownConflict({ layer, layerTitle, kind, id, title, conflict }: LayerConflict): UpgradeConflict {
  const { id: of, node, property, message, was, below, here, choices } = conflict
  return {
    layer,
    ...(layerTitle && { layerTitle }),
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

async function settledAt(db: Db, region: string): Promise<SettledConflict[]> {
  const layers = (await layersAbove(db, region)).filter((layer) => layer.settledIn === region)
  const release = (await lastRelease(db, region))?.release
  return layers.flatMap((layer) =>
    layer.changes.flatMap((change) =>
      settledIn(change).map(({ conflict, choice, by, at }) => ({
        layer: layerName(layer),
        ...(layer.bundle && { layerTitle: layer.bundle.title }),
        kind: change.kind,
        id: change.id,
        title: titleOf(release, change.kind, change.id),
        conflict,
        choice,
        ...(by !== undefined && { by }),
        ...(at !== undefined && { at }),
      })),
    ),
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
