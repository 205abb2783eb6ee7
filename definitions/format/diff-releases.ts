import type { LocalizedText } from '#findings'
import type { DefinitionKind, Definitions } from './bundle.ts'
import { definitionKinds } from './definition-path.ts'
import { definitionsOf } from './definition-tables.ts'
import { canonicalJson } from './digest.ts'

export interface DefinitionChange {
  readonly kind: DefinitionKind
  readonly id: string
  /** As it is now, or as it was where it was removed. */
  readonly title: LocalizedText
  readonly change: 'added' | 'changed' | 'removed'
}

/** The definitions in which two releases differ, by kind and id. Without `before`, all are added. */
export function diffReleases(before: Definitions | undefined, after: Definitions): DefinitionChange[] {
  return definitionKinds.flatMap((kind) => {
    const old = before ? definitionsOf(before, kind) : {}
    const now = definitionsOf(after, kind)
    const ids = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort()
    return ids.flatMap((id) => changeOf(kind, own(old, id), own(now, id)))
  })
}

type Titled = { readonly id: string; readonly title: LocalizedText }

function changeOf(kind: DefinitionKind, old: Titled | undefined, now: Titled | undefined): DefinitionChange[] {
  const known = now ?? old
  if (!known || (old && now && canonicalJson(old) === canonicalJson(now))) return []
  return [{ kind, id: known.id, title: known.title, change: !old ? 'added' : !now ? 'removed' : 'changed' }]
}

function own<T>(entries: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(entries, id) ? entries[id] : undefined
}
