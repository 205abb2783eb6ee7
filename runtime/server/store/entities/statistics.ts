import { defineEntity, p } from '@mikro-orm/core'

/** How often tokens left an element on one day, by how long they had waited there. */
export const ElementDay = defineEntity({
  name: 'ElementDay',
  tableName: 'element_day',
  properties: {
    processId: p.text().primary(),
    release: p.text().primary(),
    /** A region that contains those of the cases: each case counts in every region that contains it, from the province to the community. */
    area: p.text().primary(),
    /** Days since 1970 in China Standard Time. */
    day: p.integer().primary(),
    elementId: p.text().primary(),
    /** Of the histogram of durations; -1 for those that only passed. */
    bucket: p.integer().primary(),
    count: p.bigint('number'),
    /** Milliseconds waited, together. */
    total: p.bigint('number'),
  },
})

/** Tokens that stand at an element now. */
export const ElementStanding = defineEntity({
  name: 'ElementStanding',
  tableName: 'element_standing',
  properties: {
    processId: p.text().primary(),
    release: p.text().primary(),
    area: p.text().primary(),
    elementId: p.text().primary(),
    waiting: p.bigint('number'),
    incidents: p.bigint('number'),
  },
})
