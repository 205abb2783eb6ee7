import { Type } from 'typebox'
import type { Endpoint } from './endpoint.ts'
import { PublishRequest, RegionRelease, ReleasePreview, Upgrade } from './release-shapes.ts'
import { DefinitionKind, ReleaseSummary } from './shapes.ts'

const regionCode = Type.String({ pattern: '^[0-9]{2,15}$' })
const digest = Type.String({ pattern: '^[0-9a-f]{64}$' })
const comment = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })
const ofRegion = Type.Object({ region: regionCode }, { additionalProperties: false })
const request = Type.Object({ id: Type.String({ maxLength: 64 }) })
const body = <T extends Record<string, import('typebox').TSchema>>(fields: T) =>
  Type.Object({ region: regionCode, ...fields }, { additionalProperties: false })

/** Publishing, and following what was published below. */
export const releaseEndpoints = {
  'GET /api/release-preview': {
    summary:
      'What publishing the drafts of a region would change, what the checks and scenarios say, and which regions follow',
    access: 'designer',
    query: ofRegion,
    answer: ReleasePreview,
  },
  'POST /api/releases/:digest/rollback': {
    summary: 'Put an older release of the region in force again',
    access: 'designer',
    params: Type.Object({ digest }),
    body: body({ comment }),
    answer: ReleaseSummary,
  },
  'GET /api/region-releases': {
    summary: 'Which release holds in a region and in those directly below it, and where something waits',
    access: 'designer',
    query: ofRegion,
    answer: Type.Object({ items: Type.Array(RegionRelease) }),
  },
  'GET /api/publish-requests': {
    summary: 'Requests to publish in a region, the newest first',
    access: 'session',
    query: ofRegion,
    answer: Type.Object({ items: Type.Array(PublishRequest), mayReview: Type.Boolean() }),
  },
  'POST /api/publish-requests': {
    summary: 'Ask another person to publish the drafts, or, with `digest`, an older release',
    access: 'designer',
    body: body({ comment, digest: Type.Optional(digest) }),
    answer: PublishRequest,
  },
  'POST /api/publish-requests/:id/approve': {
    summary: 'Publish what was asked for; not for who asked for it or edited it',
    access: 'session',
    params: request,
    body: ofRegion,
    answer: ReleaseSummary,
  },
  'POST /api/publish-requests/:id/return': {
    summary: 'Send a request back with a reason, or take back one of your own',
    access: 'session',
    params: request,
    body: body({ reason: comment }),
  },
  'GET /api/upgrade': {
    summary: 'What changed under a region, and what it must decide before it follows',
    access: 'designer',
    query: ofRegion,
    answer: Type.Object({ upgrade: Type.Optional(Upgrade) }),
  },
  'POST /api/upgrade/settle': {
    summary: 'Choose what holds in a conflict; without a choice, take it back',
    access: 'designer',
    body: body({
      /** Left out, the layer of the region itself. */
      layer: Type.Optional(Type.String()),
      kind: DefinitionKind,
      id: Type.String({ maxLength: 100 }),
      conflict: Type.String({ maxLength: 2500 }),
      choice: Type.Optional(Type.Union([Type.Literal('below'), Type.Literal('here')])),
    }),
    answer: Type.Object({ upgrade: Type.Optional(Upgrade) }),
  },
  'POST /api/upgrade/follow': {
    summary: 'Put the release in force that follows from what lies below and what was chosen',
    access: 'designer',
    body: body({ comment }),
    answer: ReleaseSummary,
  },
  'POST /api/definitions/:kind/:id/rebase': {
    summary:
      'Bring a draft up to date with what was published since it began; where both changed the same, what was published holds',
    access: 'designer',
    params: Type.Object({ kind: DefinitionKind, id: Type.String() }),
    query: ofRegion,
    answer: Type.Object({ version: Type.Integer(), content: Type.String(), lost: Type.Array(Type.String()) }),
  },
} as const satisfies Record<string, Endpoint>
