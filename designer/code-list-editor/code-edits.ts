import type { CodeList } from '#forms'

/** A code with whatever else the file says of it. */
export type Code = CodeList['codes'][number]

/** A code and how deep it lies: the order in which a list of several levels is read. */
export interface PlacedCode {
  readonly code: Code
  readonly depth: number
  readonly hasBelow: boolean
}

/** Reads the text of a code list; nothing where it is none. The server says what is wrong with it. */
export function codeListOf(text: string): CodeList | undefined {
  try {
    const json = JSON.parse(text) as CodeList
    const fits =
      Array.isArray(json?.codes) &&
      json.codes.every(({ code, title }) => typeof code === 'string' && typeof title === 'object')
    return fits ? json : undefined
  } catch {
    return undefined
  }
}

/** Each code below the one it belongs to; as they stand where none has a parent. Codes in a circle come last. */
export function inTreeOrder(list: CodeList): readonly PlacedCode[] {
  if (!list.codes.some(({ parent }) => parent !== undefined)) {
    return list.codes.map((code) => ({ code, depth: 0, hasBelow: false }))
  }
  const known = new Set(list.codes.map(({ code }) => code))
  const below = Map.groupBy(list.codes, ({ parent }) => (parent !== undefined && known.has(parent) ? parent : ''))
  const placed: PlacedCode[] = []
  const seen = new Set<Code>()
  const open = (below.get('') ?? []).toReversed().map((code) => ({ code, depth: 0 }))
  for (let next = open.pop(); next; next = open.pop()) {
    const { code, depth } = next
    if (seen.has(code)) continue
    seen.add(code)
    const inside = below.get(code.code) ?? []
    placed.push({ code, depth, hasBelow: inside.length > 0 })
    open.push(...inside.toReversed().map((inner) => ({ code: inner, depth: depth + 1 })))
  }
  return [
    ...placed,
    ...list.codes.filter((code) => !seen.has(code)).map((code) => ({ code, depth: 0, hasBelow: false })),
  ]
}

/** A code with other values; one that is `undefined` is taken away. */
export type CodeEdit = { readonly [K in 'code' | 'title' | 'parent' | 'retired']?: Code[K] | undefined }

export function editCode(list: CodeList, code: string, edit: CodeEdit): CodeList {
  const codes = list.codes.map((each) => {
    if (each.code === code) return without({ ...each, ...edit })
    // What lies below a code that gets another name goes with it.
    return edit.code !== undefined && each.parent === code ? { ...each, parent: edit.code } : each
  })
  return { ...list, codes }
}

function without(code: CodeEdit & { code: string }): Code {
  return Object.fromEntries(Object.entries(code).filter(([, value]) => value !== undefined)) as unknown as Code
}

/** A new code behind another, at the same level; last where there is none. */
export function addCode(list: CodeList, behind: string | undefined): readonly [CodeList, string] {
  const code = freshCode(list)
  const at = list.codes.findIndex((each) => each.code === behind)
  const { parent } = list.codes[at] ?? {}
  const made: Code = { code, title: { 'zh-CN': '' }, ...(parent !== undefined && { parent }) }
  return [{ ...list, codes: list.codes.toSpliced(at < 0 ? list.codes.length : at + 1, 0, made) }, code]
}

/** The number after the greatest, as wide as the others; else a word with a number. */
function freshCode({ codes }: CodeList): string {
  const known = new Set(codes.map(({ code }) => code))
  const numbers = codes.flatMap(({ code }) => (/^\d{1,12}$/.test(code) ? [code] : []))
  const width = Math.max(1, ...numbers.map(({ length }) => length))
  let next = Math.max(0, ...numbers.map(Number)) + 1
  if (numbers.length < codes.length / 2) next = codes.length + 1
  const written = () => (numbers.length >= codes.length / 2 ? String(next).padStart(width, '0') : `code-${next}`)
  while (known.has(written())) next += 1
  return written()
}

export function removeCode(list: CodeList, code: string): CodeList {
  return { ...list, codes: list.codes.filter((each) => each.code !== code) }
}

/** Changes places with the code before or behind it at the same level. */
export function moveCode(list: CodeList, code: string, by: -1 | 1): CodeList {
  const at = list.codes.findIndex((each) => each.code === code)
  const moved = list.codes[at]
  if (!moved) return list
  for (let to = at + by; to >= 0 && to < list.codes.length; to += by) {
    if (list.codes[to]!.parent === moved.parent) {
      return { ...list, codes: list.codes.toSpliced(at, 1).toSpliced(to, 0, moved) }
    }
  }
  return list
}

/** Codes that lie below one, however far, and itself: what it cannot lie below. */
export function withBelow({ codes }: CodeList, code: string): ReadonlySet<string> {
  const found = new Set([code])
  for (let grown = true; grown; ) {
    const before = found.size
    for (const each of codes) if (each.parent !== undefined && found.has(each.parent)) found.add(each.code)
    grown = found.size > before
  }
  return found
}
