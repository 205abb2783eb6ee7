import { parseDuration } from './duration.ts'

const longestPause = 30 * 24 * 3_600_000
const mostPauses = 20

/**
 * The pauses of a retry back-off, `PT30S,PT10M`, in milliseconds: after the first failure, the second …, the last one after
 * all further ones. Undefined where it is not up to 20 ISO 8601 durations without years and months, of 30 days at most.
 */
export function pausesOf(text: string): readonly number[] | undefined {
  const pauses = text.split(',').map((part) => parseDuration(part))
  const fit = pauses.every(
    (pause) => pause?.months === 0 && pause.milliseconds >= 0 && pause.milliseconds <= longestPause,
  )
  return fit && pauses.length <= mostPauses ? pauses.map((pause) => pause!.milliseconds) : undefined
}
