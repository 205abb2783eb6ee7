import { chinaOffset } from './duration.ts'

const pattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?(Z|[+-]\d\d:?\d\d)?(?:@Asia\/Shanghai|\[Asia\/Shanghai\])?$/

/**
 * Milliseconds since 1970 of an ISO 8601 date or moment; without an offset it is China Standard Time. Zones of other
 * places are refused: their rules are not known here, so they must be written as offsets.
 */
export function parseInstant(text: string): number | undefined {
  const found = pattern.exec(text.trim())
  if (!found) return undefined
  const [, year, month, day, hour, minute, second, fraction, zone] = found
  const milliseconds = Number((fraction ?? '').slice(0, 3).padEnd(3, '0'))
  const local = Date.UTC(+year!, +month! - 1, +day!, +(hour ?? 0), +(minute ?? 0), +(second ?? 0), milliseconds)
  if (new Date(local).getUTCDate() !== +day! || +month! > 12 || +(hour ?? 0) > 23 || +(minute ?? 0) > 59)
    return undefined
  return local - offset(zone)
}

function offset(zone: string | undefined): number {
  if (zone === undefined) return chinaOffset
  if (zone === 'Z') return 0
  const digits = zone.replace(':', '')
  return (digits[0] === '-' ? -1 : 1) * (Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5))) * 60_000
}
