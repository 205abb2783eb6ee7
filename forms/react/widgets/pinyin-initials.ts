/** The first character, in the order of pinyin, that each initial letter begins with. */
const firsts = '阿a八b嚓c哒d妸e发f旮g哈h讥j咔k垃l妈m拏n噢o妑p七q呥r扨s它t穵w夕x丫y帀z'.match(/.[a-z]/gu) ?? []
const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin')
const known = new Map<string, string>()

/**
 * The letters that people type for Chinese words, e.g. `szs` for 嵊州市; by the browser's own collation, so a character of
 * several readings has one. What is not Chinese stays as it is, in small letters.
 */
export function pinyinInitials(text: string): string {
  return [...text].map(initialOf).join('')
}

function initialOf(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return character.toLowerCase()
  const found = known.get(character)
  if (found !== undefined) return found
  const initial = firsts.findLast((first) => collator.compare(character, first[0]!) >= 0)?.[1] ?? ''
  known.set(character, initial)
  return initial
}
