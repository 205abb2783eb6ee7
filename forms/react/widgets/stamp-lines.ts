import type { MapPoint, PhotoStamp } from '../../definition/form-definition.ts'

/** What is written into a photo: the time in China, and the place in degrees. */
export function stampLines({ at, place }: PhotoStamp): readonly string[] {
  return [...(at ? [stampTime(at)] : []), ...(place ? [stampPlace(place)] : [])]
}

function stampTime(at: string): string {
  return new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })
}

function stampPlace({ longitude, latitude, accuracy }: MapPoint): string {
  const degrees = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`
  return accuracy === undefined ? degrees : `${degrees} ±${Math.round(accuracy)} m`
}
