/** 保存期限: how long a case is kept after its end, in years; the law asks five of case files of this kind. */
const yearsKept = 5

/** Until when a case that ended at `endedAt` must be kept; both in milliseconds since 1970 (UTC). */
export function retainedUntil(endedAt: number): number {
  const until = new Date(endedAt)
  until.setUTCFullYear(until.getUTCFullYear() + yearsKept)
  return until.getTime()
}
