import { Type } from 'typebox'
import type { Endpoint } from './endpoint.ts'
import { CaseStatistics, ProcessStatistics } from './statistics-shapes.ts'

const date = Type.String({ pattern: '^20[0-9]{2}-[01][0-9]-[0-3][0-9]$' })

const region = Type.String({ pattern: '^[0-9]{2,12}$' })

/** Figures for those who administer or oversee a region. */
export const statisticsEndpoints = {
  'GET /api/statistics/processes/:processId': {
    summary:
      'Where cases of a process stand, and how long its elements take: of the last 30 days and all releases, unless asked otherwise. For administrators and leaders of the region',
    access: 'session',
    params: Type.Object({ processId: Type.String({ minLength: 1, maxLength: 200 }) }),
    query: Type.Object(
      {
        region: Type.Optional(region),
        release: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
        from: Type.Optional(date),
        to: Type.Optional(date),
        locale: Type.Optional(Type.Union([Type.Literal('zh-CN'), Type.Literal('en')])),
      },
      { additionalProperties: false },
    ),
    answer: ProcessStatistics,
  },
  'GET /api/statistics/cases': {
    summary:
      'How many cases are open, overdue, started and completed, and how long they took, by process and by region: of the last 30 days, unless asked otherwise. For administrators and leaders of the region',
    access: 'session',
    query: Type.Object(
      {
        region: Type.Optional(region),
        processId: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
        from: Type.Optional(date),
        to: Type.Optional(date),
      },
      { additionalProperties: false },
    ),
    answer: CaseStatistics,
  },
} as const satisfies Record<string, Endpoint>
