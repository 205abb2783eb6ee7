import { type Static, Type } from 'typebox'
import { DefinitionKind, Finding, LocalizedText } from './shapes.ts'

/** A definition that differs between two releases. */
export const ChangedDefinition = Type.Object({
  kind: DefinitionKind,
  id: Type.String(),
  title: LocalizedText,
  change: Type.Optional(Type.Union([Type.Literal('added'), Type.Literal('changed'), Type.Literal('removed')])),
})
export type ChangedDefinition = Static<typeof ChangedDefinition>

const choice = Type.Union([Type.Literal('below'), Type.Literal('here')])

/** 冲突: what a person must decide before a region follows what changed below it. */
export const UpgradeConflict = Type.Object({
  /** Whose it is: the id of a bundle, or `region:CODE`. */
  layer: Type.String(),
  /** Of the layer that is a bundle. */
  layerTitle: Type.Optional(LocalizedText),
  kind: DefinitionKind,
  id: Type.String(),
  /** Of the definition. */
  title: LocalizedText,
  conflict: Type.String(),
  node: Type.String(),
  property: Type.Optional(Type.String()),
  message: LocalizedText,
  /** JSON values: before, below now, and here. */
  was: Type.Optional(Type.Unknown()),
  below: Type.Optional(Type.Unknown()),
  here: Type.Optional(Type.Unknown()),
  choices: Type.Array(Type.Object({ choice, title: LocalizedText })),
})
export type UpgradeConflict = Static<typeof UpgradeConflict>

/** What was chosen, and may be taken back until the region follows. */
export const SettledConflict = Type.Object({
  layer: Type.String(),
  layerTitle: Type.Optional(LocalizedText),
  kind: DefinitionKind,
  id: Type.String(),
  title: LocalizedText,
  conflict: Type.String(),
  choice,
  by: Type.Optional(Type.String()),
  at: Type.Optional(Type.String()),
})
export type SettledConflict = Static<typeof SettledConflict>

/** 更新: something changed under a region that has a layer or a release of its own. */
export const Upgrade = Type.Object({
  region: Type.String(),
  since: Type.String(),
  /** `due`: the server is about to carry it over; `waiting`: for a person. */
  status: Type.Union([Type.Literal('due'), Type.Literal('waiting')]),
  conflicts: Type.Array(UpgradeConflict),
  settled: Type.Array(SettledConflict),
  findings: Type.Array(Finding),
  /** What following would change in the region. */
  changed: Type.Array(ChangedDefinition),
})
export type Upgrade = Static<typeof Upgrade>

/** Whether a region below follows what is about to be published. */
export const Follower = Type.Object({
  region: Type.String(),
  regionName: Type.String(),
  outcome: Type.Union([Type.Literal('follows'), Type.Literal('unchanged'), Type.Literal('waits')]),
  conflicts: Type.Array(UpgradeConflict),
  findings: Type.Array(Finding),
})
export type Follower = Static<typeof Follower>

export const ReleasePreview = Type.Object({
  changed: Type.Array(ChangedDefinition),
  findings: Type.Array(Finding),
  /** Regions below with releases of their own; at most 200. */
  followers: Type.Array(Follower),
  moreFollowers: Type.Boolean(),
  needsReview: Type.Boolean(),
})
export type ReleasePreview = Static<typeof ReleasePreview>

/** 发布申请 */
export const PublishRequest = Type.Object({
  id: Type.String(),
  region: Type.String(),
  kind: Type.Union([Type.Literal('drafts'), Type.Literal('rollback')]),
  digest: Type.String(),
  comment: Type.String(),
  changed: Type.Array(ChangedDefinition),
  status: Type.Enum(['open', 'approved', 'returned', 'withdrawn', 'outdated']),
  askedByName: Type.String(),
  askedAt: Type.String(),
  /** Whether it is the user's own. */
  mine: Type.Boolean(),
  decidedByName: Type.Optional(Type.String()),
  decidedAt: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
})
export type PublishRequest = Static<typeof PublishRequest>

/** Where a region stands. */
export const RegionRelease = Type.Object({
  region: Type.String(),
  regionName: Type.String(),
  /** Of the release in force: of the region itself, or of the one it has it from. */
  digest: Type.Optional(Type.String()),
  from: Type.Optional(Type.Object({ region: Type.String(), regionName: Type.String() })),
  at: Type.Optional(Type.String()),
  /** Definitions that its own layer changes. */
  ownChanges: Type.Integer(),
  upgrade: Type.Optional(Type.Union([Type.Literal('due'), Type.Literal('waiting')])),
  openRequest: Type.Boolean(),
})
export type RegionRelease = Static<typeof RegionRelease>
