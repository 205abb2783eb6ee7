export { type CrosscheckAction, type CrosscheckResult, crosscheck } from './crosscheck.ts'
export type { Difference } from './difference.ts'
export type { LeftOut, LeftOutCode } from './left-out.ts'
