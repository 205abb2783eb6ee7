import type { Finding, LocalizedText } from '#findings'

type Words = readonly [zh: string, en: string]

/** A finding about a node of a form. */
export function finding(
  severity: Finding['severity'],
  code: string,
  node: string | undefined,
  message: Words,
  remedy: Words,
  position?: Finding['position'],
): Finding {
  return {
    severity,
    code,
    ...(node && { node }),
    ...(position && { position }),
    message: text(message),
    remedy: text(remedy),
  }
}

function text([zh, en]: Words): LocalizedText {
  return { 'zh-CN': zh, en }
}

/** The one of `names` that was probably meant by `name`. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((candidate) => ({ candidate, distance: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((left, right) => left.distance - right.distance)
  return best && best.distance <= Math.max(1, Math.floor(name.length / 3)) ? best.candidate : undefined
}

/** Levenshtein. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= right.length; j += 1)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1)))
    row = next
  }
  return row[right.length]!
}
