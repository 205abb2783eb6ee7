import { linearPattern } from '../linear-pattern.ts'

/** Patterns are read to this depth; what is nested deeper gets no example. */
const deepest = 20
/** Characters of an example, whatever a pattern repeats. */
const longest = 500

/** A text that a pattern describes, with at least `least` characters where the pattern can; nothing where none is found. */
export function textOfPattern(pattern: string, least = 0): string | undefined {
  const matcher = matcherOf(pattern)
  if (!matcher) return undefined
  for (const more of [0, least]) {
    const text = exampleOf(pattern, more)
    if (text !== undefined && matcher.test(text) && [...text].length >= least) return text
  }
  return undefined
}

const characterOf: ReadonlyMap<string, string> = new Map([
  ['{Script=Han}', '样'],
  ['{L}', '样'],
  ['{Lu}', 'A'],
  ['{Ll}', 'a'],
  ['{N}', '1'],
  ['{Nd}', '1'],
])

function matcherOf(pattern: string) {
  try {
    return linearPattern(pattern)
  } catch {
    return undefined
  }
}

/** `more`: how often what may be repeated without end is repeated beyond what must be. */
function exampleOf(pattern: string, more: number): string | undefined {
  const source = [...pattern]
  let at = 0

  const alternatives = (depth: number): string | undefined => {
    if (depth > deepest) return undefined
    const first = sequence(depth)
    while (source[at] === '|') {
      at += 1
      if (sequence(depth) === undefined) return undefined
    }
    return first
  }

  const sequence = (depth: number): string | undefined => {
    let text = ''
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const atom = atomHere(depth)
      if (atom === undefined) return undefined
      text += atom.repeat(repetitions())
      if (text.length > longest) return undefined
    }
    return text
  }

  const atomHere = (depth: number): string | undefined => {
    const sign = source[at]!
    at += 1
    if (sign === '^' || sign === '$') return ''
    if (sign === '.') return 'a'
    if (sign === '\\') return escaped()
    if (sign === '[') return oneOfClass()
    if (sign !== '(') return sign
    if (source[at] === '?') {
      if (source[at + 1] !== ':') return undefined
      at += 2
    }
    const inner = alternatives(depth + 1)
    at += 1
    return inner
  }

  const escaped = (): string | undefined => {
    const sign = source[at] ?? ''
    at += 1
    if (sign === 'p') {
      const [name] = /^\{[^}]*\}/.exec(source.slice(at).join('')) ?? []
      at += name?.length ?? 0
      return characterOf.get(name ?? '')
    }
    return { d: '1', w: 'a', s: ' ', D: 'a', W: '-', S: 'a', n: '\n', t: '\t' }[sign] ?? sign
  }

  const oneOfClass = (): string | undefined => {
    const isNot = source[at] === '^'
    if (isNot) at += 1
    const sign = source[at]
    at += 1
    const first = sign === '\\' ? escaped() : sign
    while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1
    at += 1
    return isNot ? (['a', '1', '样', '-'].find((sign) => sign !== first) ?? 'a') : first
  }

  const repetitions = (): number => {
    const sign = source[at]
    if (sign === '?') at += 1
    if (sign === '*' || sign === '+') at += 1
    const counts = sign === '{' ? countsHere() : undefined
    if (sign === '{' && !counts) at = Number.POSITIVE_INFINITY
    if (source[at] === '?') at += 1
    if (counts) return Math.min(longest, Math.max(counts.least, Math.min(counts.most, more)))
    if (sign === '*' || sign === '+') return Math.min(longest, Math.max(1, more))
    return 1
  }

  const countsHere = () => {
    const [all, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(source.slice(at).join('')) ?? []
    if (all === undefined) return undefined
    at += all.length
    const open = most ? Number(most) : Number.POSITIVE_INFINITY
    return { least: Number(least), most: comma ? open : Number(least) }
  }

  const text = alternatives(0)
  return at === source.length ? text : undefined
}
