import { type Static, Type } from 'typebox'
import type { Endpoint } from './endpoint.ts'
import { DefinitionKind } from './shapes.ts'

const params = { kind: DefinitionKind, id: Type.String({ maxLength: 200 }) }
const ofRegion = Type.Object({ region: Type.String({ pattern: '^[0-9]{2,15}$' }) }, { additionalProperties: false })

/** An earlier state of a definition: a draft somebody saved, or what a release put in force. */
export const DefinitionVersion = Type.Object({
  /** Names it: `draft.12`, `release.3`. */
  version: Type.String(),
  source: Type.Enum(['draft', 'release']),
  at: Type.String(),
  by: Type.String(),
  /** What was said when it was published. */
  comment: Type.Optional(Type.String()),
})
export type DefinitionVersion = Static<typeof DefinitionVersion>

/** What a definition was before. */
export const historyEndpoints = {
  'GET /api/definitions/:kind/:id/history': {
    summary: 'Earlier states of a definition in a region, the newest first: saved drafts and releases',
    access: 'designer',
    params: Type.Object(params),
    query: ofRegion,
    answer: Type.Object({ items: Type.Array(DefinitionVersion) }),
  },
  'GET /api/definitions/:kind/:id/history/:version': {
    summary: 'A definition as it was in an earlier state',
    access: 'designer',
    params: Type.Object({ ...params, version: Type.String({ pattern: '^(draft|release)\\.[0-9]{1,9}$' }) }),
    query: ofRegion,
    answer: Type.Object({ content: Type.String() }),
  },
} as const satisfies Record<string, Endpoint>
