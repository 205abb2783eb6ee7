import { canonicalJson, type Json } from '#definitions'

/** Most characters of a line that holds a whole object or list. */
const lineWidth = 100

/** JSON as files of bundles are written: two blanks a level, short lists and objects on one line. */
export function formattedJson(value: unknown): string {
  return `${formatted(value as Json, '')}\n`
}

/**
 * The text with another value in it: what says the same keeps its place and its form, so that a comparison by lines
 * shows the change alone. Members of objects keep their order; entries of lists are the same by their `id`, `code` or
 * `node`.
 */
export function editedJson(text: string, value: unknown): string {
  const { node, end } = read(text, blanks(text, 0))
  return `${text.slice(0, node.from)}${edited(text, node, value as Json, '')}${text.slice(end)}`
}

type Node = { readonly from: number; readonly to: number; readonly value: Json } & (
  | { readonly kind: 'value' }
  | {
      readonly kind: 'object'
      readonly members: readonly { readonly name: string; readonly from: number; readonly node: Node }[]
    }
  | { readonly kind: 'list'; readonly entries: readonly Node[] }
)

function edited(text: string, node: Node, value: Json, indent: string): string {
  if (canonicalJson(node.value) === canonicalJson(value)) return text.slice(node.from, node.to)
  if (node.kind === 'object' && isObject(value)) return editedObject(text, node, value, indent)
  if (node.kind === 'list' && Array.isArray(value)) return editedList(text, node, value, indent)
  return formatted(value, indent)
}

interface Part {
  readonly text: string
  /** Which of the parts before it was, where it was there. */
  readonly was?: number
}

function editedObject(
  text: string,
  node: Node & { kind: 'object' },
  value: Record<string, Json>,
  indent: string,
): string {
  const inner = innerIndent(text, node, indent)
  const old = new Map(node.members.map((member, was) => [member.name, { ...member, was }]))
  const order = [...node.members.map(({ name }) => name).filter((name) => Object.hasOwn(value, name))]
  for (const [at, name] of Object.keys(value).entries()) {
    if (old.has(name)) continue
    const before = Object.keys(value)
      .slice(0, at)
      .findLast((other) => order.includes(other))
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, name)
  }
  const parts = order.map((name): Part => {
    const member = old.get(name)
    if (!member) return { text: `${JSON.stringify(name)}: ${formatted(value[name]!, inner)}` }
    return {
      text: `${text.slice(member.from, member.node.from)}${edited(text, member.node, value[name]!, inner)}`,
      was: member.was,
    }
  })
  const spans = node.members.map(({ from, node: of }) => ({ from, to: of.to }))
  return joined(text, node, { spans, parts, brackets: '{}', indent, inner })
}

function editedList(text: string, node: Node & { kind: 'list' }, value: readonly Json[], indent: string): string {
  const inner = innerIndent(text, node, indent)
  const left = new Set(node.entries.keys())
  const partner = (is: (other: Json) => boolean) => {
    const found = [...left].find((at) => is(node.entries[at]!.value))
    if (found !== undefined) left.delete(found)
    return found
  }
  const same = value.map((entry) => partner((other) => canonicalJson(other) === canonicalJson(entry)))
  const parts = value.map((entry, at): Part => {
    const name = nameOf(entry)
    const was = same[at] ?? (name === undefined ? undefined : partner((other) => nameOf(other) === name))
    return was === undefined
      ? { text: formatted(entry, inner) }
      : { text: edited(text, node.entries[was]!, entry, inner), was }
  })
  return joined(text, node, { spans: node.entries, parts, brackets: '[]', indent, inner })
}

interface Joined {
  readonly spans: readonly { readonly from: number; readonly to: number }[]
  readonly parts: readonly Part[]
  readonly brackets: string
  readonly indent: string
  readonly inner: string
}

/** The parts between brackets; where two stood next to each other before, what was between them stays. */
function joined(text: string, node: Node, { spans, parts, brackets, indent, inner }: Joined): string {
  if (parts.length === 0) return brackets
  const isOneLine = !text.slice(node.from, spans[0]?.from ?? node.to).includes('\n')
  const isLong = indent.length + parts.reduce((sum, part) => sum + part.text.length + 2, 4) > lineWidth
  const isBroken = !isOneLine || isLong || parts.some((part) => part.text.includes('\n'))
  const gap = isBroken ? `,\n${inner}` : ', '
  const edge = brackets === '{}' ? ' ' : ''
  const [first, last] = [spans[0], spans.at(-1)]
  const kept = isBroken === !isOneLine && first && last
  const opening = kept ? text.slice(node.from + 1, first.from) : isBroken ? `\n${inner}` : edge
  const closing = kept ? text.slice(last.to, node.to - 1) : isBroken ? `\n${indent}` : edge
  const body = parts.map((part, at) => {
    const before = parts[at - 1]?.was
    if (at === 0) return part.text
    const stays = kept && before !== undefined && part.was === before + 1
    return `${stays ? text.slice(spans[before]!.to, spans[before + 1]!.from) : gap}${part.text}`
  })
  return `${brackets[0]}${opening}${body.join('')}${closing}${brackets[1]}`
}

/** The blanks before what is in the node, as the text has them. */
function innerIndent(text: string, node: Node, indent: string): string {
  const first =
    node.kind === 'object' ? node.members[0]?.from : node.kind === 'list' ? node.entries[0]?.from : undefined
  const before = first === undefined ? '' : text.slice(node.from + 1, first)
  const line = before.lastIndexOf('\n')
  return line < 0 ? `${indent}  ` : before.slice(line + 1)
}

function nameOf(value: Json): string | undefined {
  if (!isObject(value)) return undefined
  const name = value.id ?? value.code ?? value.node
  return typeof name === 'string' ? `${name} ${typeof value.property === 'string' ? value.property : ''}` : undefined
}

function formatted(value: Json, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const isList = Array.isArray(value)
  const inner = `${indent}  `
  const texts = isList
    ? value.map((entry) => formatted(entry, inner))
    : Object.entries(value)
        .filter(([, entry]) => entry !== undefined)
        .map(([name, entry]) => `${JSON.stringify(name)}: ${formatted(entry, inner)}`)
  const brackets = isList ? '[]' : '{}'
  const edge = isList ? '' : ' '
  if (texts.length === 0) return brackets
  const line = `${brackets[0]}${edge}${texts.join(', ')}${edge}${brackets[1]}`
  const isFlat = Object.values(value).every((entry) => typeof entry !== 'object' || entry === null)
  if (isFlat && indent.length + line.length <= lineWidth) return line
  return `${brackets[0]}\n${inner}${texts.join(`,\n${inner}`)}\n${indent}${brackets[1]}`
}

/** Reads valid JSON with the places of everything in it. */
function read(text: string, from: number): { readonly node: Node; readonly end: number } {
  if (text[from] === '{') return readObject(text, from)
  if (text[from] === '[') return readList(text, from)
  const token = /"(?:[^"\\]|\\[\s\S])*"|[^\s,\]}]+/y
  token.lastIndex = from
  const [said = ''] = token.exec(text) ?? []
  const to = from + said.length
  return { node: { kind: 'value', from, to, value: JSON.parse(said) as Json }, end: to }
}

function readObject(text: string, from: number): { readonly node: Node; readonly end: number } {
  const members: { name: string; from: number; node: Node }[] = []
  let at = blanks(text, from + 1)
  while (text[at] !== '}') {
    const key = read(text, at)
    const { node, end } = read(text, blanks(text, blanks(text, key.end) + 1))
    members.push({ name: String(key.node.value), from: at, node })
    at = blanks(text, end)
    if (text[at] === ',') at = blanks(text, at + 1)
  }
  const value = Object.fromEntries(members.map(({ name, node }) => [name, node.value]))
  return { node: { kind: 'object', from, to: at + 1, value, members }, end: at + 1 }
}

function readList(text: string, from: number): { readonly node: Node; readonly end: number } {
  const entries: Node[] = []
  let at = blanks(text, from + 1)
  while (text[at] !== ']') {
    const { node, end } = read(text, at)
    entries.push(node)
    at = blanks(text, end)
    if (text[at] === ',') at = blanks(text, at + 1)
  }
  const value = entries.map((entry) => entry.value)
  return { node: { kind: 'list', from, to: at + 1, value, entries }, end: at + 1 }
}

function blanks(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text[at]!)) at += 1
  return at
}

function isObject(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
