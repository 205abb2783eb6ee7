import { defineEntity, p } from '@mikro-orm/core'
import { moment } from './moment.ts'

/** 外部作业程序: a program outside that fetches jobs over HTTP. */
export const Worker = defineEntity({
  name: 'Worker',
  tableName: 'worker',
  properties: {
    id: p.text().primary(),
    name: p.text(),
    /** SHA-256 of its token; the token itself is stored nowhere. */
    tokenHash: p.text(),
    /** JSON: the job types it may fetch. */
    types: p.text(),
    /** Only jobs of cases in this region and below. */
    region: p.text(),
    createdAt: moment(),
    createdBy: p.text(),
    seenAt: moment().nullable(),
    revokedAt: moment().nullable(),
  },
})
