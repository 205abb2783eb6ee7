import { isoDay } from '#feel'

const day = 86_400_000
/** Asia/Shanghai has had no summer time since 1991. */
const offset = 8 * 3_600_000

/** The day in Asia/Shanghai, `YYYY-MM-DD`. */
export const dayOf = (moment: number): string => isoDay(Math.floor((moment + offset) / day))
