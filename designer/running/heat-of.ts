export const measures = ['waiting', 'done', 'mean', 'p95'] as const
export type Measure = (typeof measures)[number]

const steps = 5

/** 1 to 5, by the root of the share of the greatest: what is rare stays to be told apart from what is not there. 0 for nothing. */
export function heatOf(value: number, greatest: number): number {
  if (value <= 0 || greatest <= 0) return 0
  return Math.min(steps, Math.max(1, Math.ceil(steps * Math.sqrt(value / greatest))))
}
