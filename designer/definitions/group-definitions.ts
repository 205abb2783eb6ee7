import type { Locale } from '#findings'
import { localize } from '#findings'
import type { DefinitionKind, DefinitionSummary } from '#runtime/api'

export interface DefinitionFilter {
  readonly search: string
  readonly kind: DefinitionKind | 'all'
}

export interface BundleGroup {
  readonly bundle: string
  readonly title: DefinitionSummary['bundleTitle']
  readonly kinds: readonly { readonly kind: DefinitionKind; readonly items: readonly DefinitionSummary[] }[]
}

/** In the order in which an administrator asks for them. */
export const definitionKinds: readonly DefinitionKind[] = [
  'process',
  'form',
  'decision',
  'setting',
  'codeList',
  'record',
  'view',
  'role',
]

/** By bundle, then by kind; bundles with a process come first, as they are what is mostly changed. */
export function groupDefinitions(
  items: readonly DefinitionSummary[],
  { search, kind }: DefinitionFilter,
  locale: Locale,
): readonly BundleGroup[] {
  const wanted = search.trim().toLowerCase()
  const matches = items.filter(
    (item) =>
      (kind === 'all' || item.kind === kind) &&
      (wanted === '' || `${localize(item.title, locale)} ${item.id}`.toLowerCase().includes(wanted)),
  )
  const bundles = Map.groupBy(matches, (item) => item.bundle)
  const withProcess = new Set(items.filter((item) => item.kind === 'process').map((item) => item.bundle))
  return [...bundles]
    .sort(([a], [b]) => Number(withProcess.has(b)) - Number(withProcess.has(a)) || a.localeCompare(b))
    .map(([bundle, members]) => ({
      bundle,
      title: members[0]!.bundleTitle,
      kinds: definitionKinds
        .map((kind) => ({ kind, items: members.filter((item) => item.kind === kind) }))
        .filter(({ items }) => items.length > 0),
    }))
}
