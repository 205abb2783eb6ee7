import { isObject } from '../definition/shape.ts'
import { isDate } from './citizen-id.ts'

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

/** `MapPoint` */
export function isMapPoint(value: unknown): boolean {
  return (
    isObject(value) &&
    hasOnly(value, ['longitude', 'latitude', 'accuracy']) &&
    isBetween(value.longitude, -180, 180) &&
    isBetween(value.latitude, -90, 90) &&
    (value.accuracy === undefined || isBetween(value.accuracy, 0, 10_000_000))
  )
}

/** A moment, ISO 8601 with its zone. */
export function isInstant(text: string): boolean {
  return instant.test(text) && isDate(text.slice(0, 10)) && Number.isFinite(Date.parse(text))
}

function isBetween(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most
}

/** Whether an object has no members but these. */
export function hasOnly(value: object, names: readonly string[]): boolean {
  return Object.getOwnPropertyNames(value).every((name) => names.includes(name))
}
