import { type InstanceState, standing } from '#engine'
import { areasOf } from '../permissions/region-code.ts'
import { bucketOf, untimed } from './durations.ts'

/** 东八区: days of statistics are days in China. */
const offset = 8 * 3_600_000
const dayLength = 24 * 3_600_000

export const dayOf = (at: number): number => Math.floor((at + offset) / dayLength)
/** The moment at which the day begins in China. */
export const startOfDay = (day: number): number => day * dayLength - offset
/** `YYYY-MM-DD` */
export const dateOf = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10)
export const dayOfDate = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / dayLength)

/** Below the community figures would be figures of persons. */
const longestArea = 12
export const countedAreas = (region: string): string[] => areasOf(region).filter(({ length }) => length <= longestArea)

/** A token has left an element. */
export interface Pass {
  readonly elementId: string
  readonly at: number
  /** When it had come, where it had waited. */
  readonly since?: number
}

/** Where cases of one process of a release stand. */
export interface Standing {
  readonly processId: string
  readonly release: string
  readonly region: string
  readonly elements: readonly (readonly [elementId: string, waiting: number, incidents: number])[]
}

/** What one case adds to the figures: added up by key, whatever the order. */
export interface Figures {
  readonly passed: Map<string, { count: number; total: number }>
  readonly stands: Map<string, { waiting: number; incidents: number }>
}

export const noFigures = (): Figures => ({ passed: new Map(), stands: new Map() })

type Of = Pick<Standing, 'processId' | 'release' | 'region'>

export function countPass(
  { passed }: Figures,
  { processId, release, region }: Of,
  { elementId, at, since }: Pass,
): void {
  const waited = since === undefined ? 0 : Math.max(0, at - since)
  const bucket = since === undefined ? untimed : bucketOf(waited)
  for (const area of countedAreas(region)) {
    const key = JSON.stringify([processId, release, area, dayOf(at), elementId, bucket])
    const before = passed.get(key) ?? { count: 0, total: 0 }
    passed.set(key, { count: before.count + 1, total: before.total + waited })
  }
}

/** `times` is 1 for where the case stands now, -1 for where it stood when it was counted last. */
export function countStanding({ stands }: Figures, { processId, release, region, elements }: Standing, times: 1 | -1) {
  for (const [elementId, waiting, incidents] of elements) {
    for (const area of countedAreas(region)) {
      const key = JSON.stringify([processId, release, area, elementId])
      const before = stands.get(key) ?? { waiting: 0, incidents: 0 }
      stands.set(key, {
        waiting: before.waiting + times * waiting,
        incidents: before.incidents + times * incidents,
      })
    }
  }
}

export function standingOf(of: Of, state: InstanceState): Standing {
  const elements = standing(state).map(({ elementId, waiting, incidents }) => [elementId, waiting, incidents] as const)
  return { ...of, elements }
}
