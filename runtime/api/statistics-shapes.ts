import { type Static, Type } from 'typebox'
import { LocalizedText } from './shapes.ts'

/** How an element of a process does. Durations are milliseconds that tokens waited there. */
export const ElementFigures = Type.Object({
  elementId: Type.String(),
  name: Type.Optional(LocalizedText),
  /** Tokens that wait there now, and those that an incident has stopped. */
  waiting: Type.Integer(),
  incidents: Type.Integer(),
  /** Tokens that left it in the days asked for. */
  done: Type.Integer(),
  mean: Type.Optional(Type.Integer()),
  /** 19 of 20 waited no longer; off by a twentieth at most. */
  p95: Type.Optional(Type.Integer()),
})
export type ElementFigures = Static<typeof ElementFigures>

export const ProcessStatistics = Type.Object({
  processId: Type.String(),
  title: LocalizedText,
  /** Days in China, both included. */
  from: Type.String(),
  to: Type.String(),
  /** The release that is drawn. */
  release: Type.String(),
  /** Releases with figures of this process, newest first. */
  releases: Type.Array(
    Type.Object({
      digest: Type.String(),
      at: Type.Optional(Type.String()),
      comment: Type.Optional(Type.String()),
      inForce: Type.Boolean(),
    }),
  ),
  xml: Type.String(),
  /** How much of its cases' history is kept; at `none` nobody can say what passed. */
  historyLevel: Type.Enum(['none', 'activity', 'audit', 'full']),
  elements: Type.Array(ElementFigures),
})
export type ProcessStatistics = Static<typeof ProcessStatistics>

const caseCounts = {
  /** Now. */
  open: Type.Integer(),
  /** Open tasks past their time limit, now. */
  overdue: Type.Integer(),
  /** In the days asked for. */
  started: Type.Integer(),
  completed: Type.Integer(),
  /** Milliseconds from start to completion, of those completed in these days. */
  mean: Type.Optional(Type.Integer()),
  p95: Type.Optional(Type.Integer()),
}
export const CaseCounts = Type.Object(caseCounts)
export type CaseCounts = Static<typeof CaseCounts>

export const CaseStatistics = Type.Object({
  /** Days in China, both included. */
  from: Type.String(),
  to: Type.String(),
  /** The region that the figures are of, where it is one. */
  region: Type.Optional(Type.String()),
  regionName: Type.Optional(Type.String()),
  total: CaseCounts,
  processes: Type.Array(Type.Object({ processId: Type.String(), title: LocalizedText, ...caseCounts })),
  /** Right below the region; what belongs to none of them stands under the region itself. */
  regions: Type.Array(Type.Object({ region: Type.String(), regionName: Type.String(), ...caseCounts })),
})
export type CaseStatistics = Static<typeof CaseStatistics>
