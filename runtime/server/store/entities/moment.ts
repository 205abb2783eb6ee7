import { p } from '@mikro-orm/core'

/** Milliseconds since 1970 (UTC). */
export const moment = () => p.bigint('number')
