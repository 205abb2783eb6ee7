import {
  type DefinitionKind,
  definitionKinds,
  definitionPath,
  definitionsOf,
  definitionText,
  hasErrors,
  type Release,
} from '#definitions'
import type { Finding, LocalizedText } from '#findings'
import type { DefinitionDetail, DefinitionSummary } from '#runtime/api'
import { findingsOfDrafts } from '../checks/check-drafts.ts'
import type { Checks } from '../checks/checks.ts'
import { notChecked } from '../checks/not-checked.ts'
import { iso } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../permissions/access.ts'
import { RefusedError } from '../refused-error.ts'
import { rebased } from '../releases/drafted-layer.ts'
import { draftsOf } from '../releases/publish.ts'
import { bundleOf } from './bundle-of.ts'
import { keepVersion } from './definition-history.ts'

export interface NamedDefinition {
  readonly region: string
  readonly kind: DefinitionKind
  readonly id: string
}

/** The definitions of the release in force for a region, and the drafts of new ones. */
export function listDefinitions({ store, releases, checks }: Deps) {
  return async (region: string) => {
    const { release } = await releases.readyAt(region)
    const drafts = await store.db
      .selectFrom('draft')
      .select(['kind', 'definition_id', 'edited_by', 'edited_at', 'content'])
      .where('region', '=', region)
      .execute()
    const changes = await store.db
      .selectFrom('published_change')
      .select(['kind', 'definition_id'])
      .where('region', '=', region)
      .execute()
    const adapted = new Set(changes.map(({ kind, definition_id }) => `${kind}/${definition_id}`))
    const draftOf = new Map(drafts.map((draft) => [`${draft.kind}/${draft.definition_id}`, draft]))
    const published = definitionKinds.flatMap((kind) =>
      Object.values<{ id: string; title: LocalizedText }>(definitionsOf(release, kind)).map(({ id, title }) => ({
        kind,
        id,
        title,
      })),
    )
    const isPublished = new Set(published.map(({ kind, id }) => `${kind}/${id}`))
    const fresh: typeof published = []
    for (const draft of drafts) {
      const kind = draft.kind as DefinitionKind
      const id = draft.definition_id
      if (isPublished.has(`${kind}/${id}`)) continue
      fresh.push({ kind, id, title: (await titleOfDraft(checks, region, kind, draft.content)) ?? { 'zh-CN': id } })
    }
    const items = [...published, ...fresh].map(({ kind, id, title }): DefinitionSummary => {
      const key = `${kind}/${id}`
      const draft = draftOf.get(key)
      const bundle = bundleOf(release, key)
      return {
        kind,
        id,
        title,
        bundle: bundle?.id ?? '',
        bundleTitle: bundle?.title ?? { 'zh-CN': '本区域', en: 'This region' },
        adapted: adapted.has(key),
        ...(draft && { draft: { by: draft.edited_by, at: iso(draft.edited_at) } }),
      }
    })
    return { region, release: release.digest, items }
  }
}

/** What is published of a definition, and its draft. @throws {RefusedError} `not-found` where there is neither. */
export function readDefinition({ store, releases, checks }: Deps) {
  return async ({ region, kind, id }: NamedDefinition): Promise<DefinitionDetail> => {
    const { release } = await releases.readyAt(region)
    const all: Readonly<Record<string, Parameters<typeof definitionText>[0]>> = definitionsOf(release, kind)
    const definition = Object.hasOwn(all, id) ? all[id] : undefined
    const draft = await store.db
      .selectFrom('draft')
      .select(['content', 'version', 'edited_by', 'edited_at'])
      .where('region', '=', region)
      .where('kind', '=', kind)
      .where('definition_id', '=', id)
      .executeTakeFirst()
    if (!definition && !draft) throw new RefusedError('not-found')
    const drafted = definition ? undefined : await titleOfDraft(checks, region, kind, draft?.content ?? '')
    return {
      kind,
      id,
      title: definition?.title ?? drafted ?? { 'zh-CN': id },
      bundle: bundleOf(release, `${kind}/${id}`)?.id ?? '',
      published: definition ? definitionText(definition) : '',
      ...(draft && {
        draft: { content: draft.content, version: draft.version, by: draft.edited_by, at: iso(draft.edited_at) },
      }),
    }
  }
}

export interface SaveDraft extends NamedDefinition {
  readonly content: string
  /** The version the edit was made from, 0 for a new draft. */
  readonly version: number
  readonly user: SignedIn
}

/** Saves a draft, whatever the check finds, and says what it finds. @throws {RefusedError} `draft-changed`. */
export function saveDraft(deps: Deps) {
  const { store, clock, releases } = deps
  return async ({ region, kind, id, content, version, user }: SaveDraft) => {
    const base = version === 0 ? publishedIn((await releases.readyAt(region)).release, kind, id) : undefined
    await requireRoom(store.db, { region, kind, id }, content)
    await store.write(async ({ db }) => {
      const edit = { content, version: version + 1, edited_by: user.displayName, edited_at: clock.now() }
      if (version === 0) {
        const created = await db
          .insertInto('draft')
          .values({ region, kind, definition_id: id, base: base ?? null, ...edit })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (created.numInsertedOrUpdatedRows !== 1n) throw new RefusedError('draft-changed')
        await keepVersion(db, { region, kind, id }, { content, by: edit.edited_by, at: edit.edited_at, isNew: true })
        return
      }
      const saved = await db
        .updateTable('draft')
        .set(edit)
        .where('region', '=', region)
        .where('kind', '=', kind)
        .where('definition_id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst()
      if (saved.numUpdatedRows !== 1n) throw new RefusedError('draft-changed')
      await keepVersion(db, { region, kind, id }, { content, by: edit.edited_by, at: edit.edited_at })
    })
    return { version: version + 1, findings: await findingsOf(deps, user.id, { region, kind, id }, content) }
  }
}

/** Bytes that all drafts of a region may have together: every check reads all of them. */
const draftsAtMost = 8 * 1024 * 1024

/** @throws {RefusedError} `too-large` where the drafts of the region would grow beyond what can be checked together. */
async function requireRoom(db: Deps['store']['db'], { region, kind, id }: NamedDefinition, content: string) {
  const others = await db
    .selectFrom('draft')
    .select((eb) => eb.fn.sum<number | null>(eb.fn('octet_length', ['content'])).as('size'))
    .where('region', '=', region)
    .where((eb) => eb.not(eb.and([eb('kind', '=', kind), eb('definition_id', '=', id)])))
    .executeTakeFirst()
  if (Number(others?.size ?? 0) + Buffer.byteLength(content) <= draftsAtMost) return
  throw new RefusedError('too-large', {
    said: {
      'zh-CN': '本区域的草稿合计过大，请先发布或删除一些草稿。',
      en: 'The drafts of this region are too large together. Publish or discard some first.',
    },
  })
}

/** What the draft's own text shows, and what it does to the region's other definitions. */
async function findingsOf(
  deps: Deps,
  by: string,
  { region, kind, id }: NamedDefinition,
  content: string,
): Promise<readonly Finding[]> {
  const file = definitionPath(kind, id)
  try {
    const parsed = await deps.checks.ask(by, { type: 'definition', kind, content })
    const own = parsed.findings.map((finding) => ({ ...finding, file }))
    if (hasErrors(own)) return own
    const findings = await findingsOfDrafts(deps, by, region)
    return findings.filter((finding) => finding.file === undefined || finding.file.endsWith(file))
  } catch (error) {
    if (error instanceof RefusedError && checkLater.has(error.code)) return [{ ...notChecked, file }]
    throw error
  }
}

const checkLater: ReadonlySet<string> = new Set(['busy', 'too-many-requests', 'check-too-costly'])

/** What a draft is called; undefined where it does not say, or cannot be read now. */
async function titleOfDraft(checks: Checks, region: string, kind: DefinitionKind, content: string) {
  try {
    return (await checks.ask(`drafts of ${region}`, { type: 'definition', kind, content })).title
  } catch (error) {
    if (error instanceof RefusedError && checkLater.has(error.code)) return undefined
    throw error
  }
}

/**
 * Puts a draft on what is published now: what was published since it began is taken in, and holds where both changed the
 * same; `lost` names those nodes. @throws {RefusedError} `not-found`, `draft-changed`.
 */
export function rebaseDraft({ store, clock, releases }: Deps) {
  return async ({ region, kind, id, user }: NamedDefinition & { readonly user: SignedIn }) => {
    const draft = (await draftsOf(store.db, region)).find((other) => other.kind === kind && other.id === id)
    if (!draft) throw new RefusedError('not-found')
    const published = publishedIn((await releases.readyAt(region)).release, kind, id)
    const { content, conflicts } = await rebased(published, draft)
    const version = draft.version + 1
    const now = clock.now()
    await store.write(async ({ db }) => {
      const saved = await db
        .updateTable('draft')
        .set({ content, base: published ?? null, version, edited_by: user.displayName, edited_at: now })
        .where('region', '=', region)
        .where('kind', '=', kind)
        .where('definition_id', '=', id)
        .where('version', '=', draft.version)
        .executeTakeFirst()
      if (saved.numUpdatedRows !== 1n) throw new RefusedError('draft-changed')
      await keepVersion(db, { region, kind, id }, { content, by: user.displayName, at: now, isNew: true })
    })
    return { version, content, lost: [...new Set(conflicts.map(({ node }) => node))] }
  }
}

function publishedIn(release: Release, kind: DefinitionKind, id: string): string | undefined {
  const all: Readonly<Record<string, Parameters<typeof definitionText>[0]>> = definitionsOf(release, kind)
  return Object.hasOwn(all, id) ? definitionText(all[id]!) : undefined
}

/** Throws the draft away, if there is one. */
export function dropDraft({ store }: Deps) {
  return ({ region, kind, id }: NamedDefinition) =>
    store.write(async ({ db }) => {
      await db
        .deleteFrom('draft')
        .where('region', '=', region)
        .where('kind', '=', kind)
        .where('definition_id', '=', id)
        .execute()
    })
}

/** All drafts of a region together, as publishing would see them. @throws {RefusedError} as `Checks` do. */
export function checkDrafts(deps: Deps) {
  return (region: string, by: SignedIn): Promise<readonly Finding[]> => findingsOfDrafts(deps, by.id, region)
}
