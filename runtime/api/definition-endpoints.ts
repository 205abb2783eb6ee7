import { Type } from 'typebox'
import { Beneath, CoveragePart, Explanation, RegionSetting } from './definition-shapes.ts'
import type { Endpoint } from './endpoint.ts'
import { DefinitionKind } from './shapes.ts'

const regionCode = Type.String({ pattern: '^[0-9]{2,15}$' })
const params = Type.Object({ kind: DefinitionKind, id: Type.String({ maxLength: 200 }) })
const ofRegion = Type.Object({ region: regionCode }, { additionalProperties: false })

/** What editors of definitions show besides the definition itself. */
export const definitionEndpoints = {
  'GET /api/definitions/:kind/:id/beneath': {
    summary: "A definition as it lies beneath the region's own changes, and what of it is locked",
    access: 'designer',
    params,
    query: ofRegion,
    answer: Beneath,
  },
  'GET /api/definitions/:kind/:id/explain': {
    summary: 'Which layer set each value of a node, who, and when; `/` is the definition itself',
    access: 'designer',
    params,
    query: Type.Object(
      { region: regionCode, node: Type.String({ minLength: 1, maxLength: 1000 }) },
      { additionalProperties: false },
    ),
    answer: Type.Object({ explanation: Type.Optional(Explanation) }),
  },
  'GET /api/settings': {
    summary: 'The settings of a region: values, where they come from, drafts, and what reads them',
    access: 'designer',
    query: ofRegion,
    answer: Type.Object({ items: Type.Array(RegionSetting) }),
  },
  'POST /api/coverage': {
    summary: 'Run some of the scenarios on the drafts of a region and say what they go through',
    access: 'designer',
    body: Type.Object(
      {
        region: regionCode,
        /** The first scenario to run, counted from 0. */
        from: Type.Integer({ minimum: 0, maximum: 100_000 }),
      },
      { additionalProperties: false },
    ),
    answer: CoveragePart,
  },
} as const satisfies Record<string, Endpoint>
