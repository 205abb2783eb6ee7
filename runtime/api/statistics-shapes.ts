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
