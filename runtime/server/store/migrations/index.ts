import { Foundation } from './0001-foundation.ts'

/** In the order they run. A migration that was released is never changed; another one follows it. */
export const migrations = [{ name: '0001-foundation', class: Foundation }]
