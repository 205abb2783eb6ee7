import { type Bundle, type Coverage, type DefinitionKind, hasErrors, parseDefinition, readBundle } from '#definitions'
import type { Finding, LocalizedText } from '#findings'
import type { Draft } from '../releases/drafted-layer.ts'
import type { StoredLayer } from '../releases/region-layers.ts'
import { resolveLayers } from '../releases/resolve-region.ts'
import { coverNow, type RanScenario } from './cover-drafts.ts'

/** Definitions that nobody has checked yet, as plain data. */
export type CheckQuestion =
  | { readonly type: 'definition'; readonly kind: DefinitionKind; readonly content: string }
  /** What the drafts of a region come to, on what is installed and published. */
  | ({ readonly type: 'drafts' } & RegionDrafts)
  /** What some of its scenarios go through in them. */
  | ({ readonly type: 'coverage'; readonly from: number } & RegionDrafts)

export interface RegionDrafts {
  readonly region: string
  /** Of each installed bundle its files by their paths, as JSON. */
  readonly bundles: readonly string[]
  readonly layers: readonly StoredLayer[]
  readonly drafts: readonly Draft[]
  /** The jobs that plugins offer; unchecked where left out. */
  readonly jobTypes?: readonly string[]
}

export interface CheckAnswer {
  readonly findings: readonly Finding[]
  /** What a definition is called, where it says so. */
  readonly title?: LocalizedText
  /** Of a question about coverage. */
  readonly all?: number
  readonly ran?: readonly RanScenario[]
  readonly coverage?: Coverage
}

/** Reads and checks what is asked about: the work that takes long. */
export async function checkNow(question: CheckQuestion): Promise<CheckAnswer> {
  if (question.type === 'definition') {
    const { definition, findings } = await parseDefinition(question.kind, question.content)
    return { title: definition?.title, findings }
  }
  const { region, layers, drafts, jobTypes } = question
  const bundles: Bundle[] = []
  for (const files of question.bundles) {
    const { bundle, findings } = await bundleOf(files)
    if (!bundle) return { findings }
    bundles.push(bundle)
  }
  if (question.type === 'coverage') return coverNow({ region, bundles, layers, drafts, jobTypes }, question.from)
  const { findings } = await resolveLayers(region, bundles, layers, { drafts, jobTypes })
  return { findings }
}

interface ReadBundle {
  readonly bundle?: Bundle
  readonly findings: readonly Finding[]
}

const keptAtMost = 50
/** Bundles that were read: the same objects as long as their files are the same, since resolving shares work by them. */
const kept = new Map<string, ReadBundle>()

async function bundleOf(files: string): Promise<ReadBundle> {
  const known = kept.get(files)
  if (known) return known
  const { bundle, findings } = await readBundle(new Map(Object.entries(JSON.parse(files) as Record<string, string>)))
  const read = { findings, ...(!hasErrors(findings) && { bundle }) }
  if (kept.size >= keptAtMost) kept.clear()
  kept.set(files, read)
  return read
}
