import {
  type CarriedLayers,
  type Conflict,
  definitionPath,
  diffDefinition,
  type LayerChange,
  mergeDefinition,
  patchDefinition,
  textIn,
} from '#definitions'
import type { Finding } from '#findings'

/** An edit of a definition that is not published. */
export interface Draft extends Pick<LayerChange, 'kind' | 'id' | 'content'> {
  readonly version: number
  /** What was published when the edit began. */
  readonly base?: string
  readonly by: string
  readonly at: string
}

export interface DraftedLayer {
  readonly changes: readonly LayerChange[]
  readonly findings: readonly Finding[]
}

type Beneath = CarriedLayers['beneath']

/**
 * What the layer of a region is with its drafts: each a patch on what lies below. What was published since an edit began
 * stays beside it; where both changed the same, a finding says so.
 */
export async function draftedLayer(
  beneath: Beneath,
  own: readonly LayerChange[],
  drafts: readonly Draft[],
): Promise<DraftedLayer> {
  const made = await Promise.all(drafts.map((draft) => drafted(beneath, own, draft)))
  const isDrafted = ({ kind, id }: LayerChange) => drafts.some((draft) => draft.kind === kind && draft.id === id)
  return {
    changes: [...own.filter((change) => !isDrafted(change)), ...made.flatMap(({ change }) => change ?? [])],
    findings: made.flatMap(({ findings }) => findings),
  }
}

/** What lies in the region now: with its own published change, if there is one. */
export async function publishedText(
  beneath: Beneath,
  own: readonly LayerChange[],
  { kind, id }: Pick<LayerChange, 'kind' | 'id'>,
): Promise<string | undefined> {
  const below = textIn(beneath, kind, id)
  const change = own.find((other) => other.kind === kind && other.id === id)
  if (!change) return below
  if (!change.patch || below === undefined) return change.content
  return (await patchDefinition(kind, below, change.patch)).content ?? change.content
}

/** The draft on what is published now, with what was published since it began; conflicts, where what is published holds. */
export async function rebased(
  published: string | undefined,
  { kind, content, base }: Pick<Draft, 'kind' | 'content' | 'base'>,
): Promise<{ readonly content: string; readonly conflicts: readonly Conflict[] }> {
  if (base === undefined || published === undefined || base === published) return { content, conflicts: [] }
  const { patch } = await diffDefinition(kind, base, content)
  if (!patch) return { content, conflicts: [] }
  const merged = await mergeDefinition(kind, base, published, patch)
  return { content: merged.content ?? content, conflicts: merged.conflicts }
}

async function drafted(
  beneath: Beneath,
  own: readonly LayerChange[],
  draft: Draft,
): Promise<{ readonly change?: LayerChange; readonly findings: readonly Finding[] }> {
  const { kind, id } = draft
  const { content, conflicts } = await rebased(await publishedText(beneath, own, draft), draft)
  const findings = conflicts.map((conflict) => overtaken(draft, conflict))
  const below = textIn(beneath, kind, id)
  if (below === undefined) return { change: { kind, id, content, by: draft.by, at: draft.at }, findings }
  const { patch } = await diffDefinition(kind, below, content)
  // What cannot be read as a definition is left whole: resolving names what is wrong with it.
  if (!patch) return { change: { kind, id, content }, findings }
  if (patch.changes.length === 0) return { findings }
  const { by, at } = draft
  const changes = patch.changes.map((change) => ({ ...change, by, at }))
  return { change: { kind, id, content, patch: { ...patch, changes }, below }, findings }
}

function overtaken({ kind, id }: Draft, { node, message }: Conflict): Finding {
  return {
    severity: 'error',
    code: 'draft-overtaken',
    file: definitionPath(kind, id),
    node,
    message: {
      'zh-CN': `编辑期间已有新的发布：${message['zh-CN']}`,
      en: `Something was published during the edit: ${message.en ?? message['zh-CN']}`,
    },
    remedy: {
      'zh-CN': '请先更新草稿，再重做这一处修改',
      en: 'Bring the draft up to date, then make this change again',
    },
  }
}
