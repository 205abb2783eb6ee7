import { type Static, Type } from 'typebox'
import { DefinitionKind, Finding, LocalizedText } from './shapes.ts'

/** 来源: a bundle, or what a region itself changed; who set it and when (ISO 8601), where known. */
export const Origin = Type.Object({
  /** Bundle id, or `region:CODE`. */
  layer: Type.String(),
  title: LocalizedText,
  version: Type.Optional(Type.String()),
  region: Type.Optional(Type.String()),
  /** Of `region`. */
  regionName: Type.Optional(Type.String()),
  by: Type.Optional(Type.String()),
  at: Type.Optional(Type.String()),
})
export type Origin = Static<typeof Origin>

/** A value and where it comes from. `value` is JSON; left out where a layer took it away. */
export const OriginatedValue = Type.Object({ value: Type.Optional(Type.Unknown()), from: Origin })
export type OriginatedValue = Static<typeof OriginatedValue>

/** Why a node of what is published in a region is as it is. */
export const Explanation = Type.Object({
  node: Type.String(),
  title: LocalizedText,
  added: Origin,
  values: Type.Array(
    Type.Object({
      property: Type.String(),
      title: LocalizedText,
      value: Type.Unknown(),
      from: Origin,
      /** What it was below, the nearest first. */
      before: Type.Array(OriginatedValue),
    }),
  ),
  placedBy: Type.Optional(Origin),
  locked: Type.Optional(Origin),
})
export type Explanation = Static<typeof Explanation>

/** What lies beneath a region's own changes of one definition. */
export const Beneath = Type.Object({
  /** Left out where the region has made the definition itself. */
  content: Type.Optional(Type.String()),
  /** Nodes that the region may not touch, nor anything in them. */
  locked: Type.Array(Type.String()),
})
export type Beneath = Static<typeof Beneath>

/** A setting of a region with all that its editor shows. */
export const RegionSetting = Type.Object({
  id: Type.String(),
  bundleTitle: LocalizedText,
  /** JSON text of the whole setting, as it is published. */
  published: Type.String(),
  /** The same as it lies beneath the region's own changes. */
  beneath: Type.Optional(Type.String()),
  draft: Type.Optional(
    Type.Object({ content: Type.String(), version: Type.Integer(), by: Type.String(), at: Type.String() }),
  ),
  /** The published value and those beneath it, the nearest first. */
  values: Type.Array(OriginatedValue),
  /** Who forbids the region to set it. */
  locked: Type.Optional(Origin),
  /** What reads it. */
  usedBy: Type.Array(Type.Object({ kind: DefinitionKind, id: Type.String(), title: LocalizedText })),
})
export type RegionSetting = Static<typeof RegionSetting>

const CoveredPart = Type.Object({
  id: Type.String(),
  title: Type.Optional(LocalizedText),
  /** Scenarios that go through it. */
  times: Type.Integer(),
})
const owner = { id: Type.String(), title: LocalizedText }
const CoveredOwner = Type.Object({ ...owner, parts: Type.Array(CoveredPart) })

/** 覆盖: what the scenarios of a region's bundles go through in its drafts; a part of the scenarios at a time. */
export const CoveragePart = Type.Object({
  /** How many scenarios there are in all. */
  all: Type.Integer(),
  /** Those that were run now. */
  ran: Type.Array(Type.Object({ id: Type.String(), title: LocalizedText, findings: Type.Array(Finding) })),
  /** Missing, with findings, where there is nothing that runs. */
  coverage: Type.Optional(
    Type.Object({
      processes: Type.Array(
        Type.Object({ ...owner, elements: Type.Array(CoveredPart), flows: Type.Array(CoveredPart) }),
      ),
      decisions: Type.Array(CoveredOwner),
      forms: Type.Array(CoveredOwner),
    }),
  ),
  findings: Type.Array(Finding),
})
export type CoveragePart = Static<typeof CoveragePart>
