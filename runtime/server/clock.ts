/** The only source of time in the server. Moments are milliseconds since 1970 (UTC). */
export interface Clock {
  readonly now: () => number
}

export const systemClock: Clock = { now: () => Date.now() }

/** As the API writes moments: ISO 8601 in UTC. */
export const iso = (moment: number): string => new Date(moment).toISOString()
