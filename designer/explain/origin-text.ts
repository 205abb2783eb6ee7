import type { Locale } from '#findings'
import { localize } from '#findings'
import type { Origin } from '#runtime/api'
import { dayWords } from '#runtime/client'
import type { explainWords } from './explain-words.ts'

type Words = (typeof explainWords)['zh-CN']

/** A layer as a person calls it: the bundle with its version, or the region that changed it itself. */
export function layerText(
  { layer, title, version, regionName, region = layer.slice('region:'.length) }: Origin,
  words: Words,
  locale: Locale,
  nameOf: (code: string, name: string) => string,
): string {
  if (layer.startsWith('region:')) return words.ofRegion(nameOf(region, regionName ?? region))
  return version === undefined ? localize(title, locale) : `${localize(title, locale)} ${version}`
}

/** Who set it and on which day, as far as it is known. */
export function stampText({ by, at }: Origin, locale: Locale): string {
  return [by, at === undefined ? undefined : dayWords(at, locale)].filter((part) => part !== undefined).join(' · ')
}
