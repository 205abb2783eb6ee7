import { parseExpression, parseUnaryTests } from 'feelin'
import { bindTests } from './bind-tests.ts'
import { FeelSyntaxError } from './feel-syntax-error.ts'
import { quickTree } from './quick-tree.ts'

/** Bounds that keep the time to read an expression short. */
export const limits = { length: 4000, tokens: 1500, depth: 60 } as const

/** A node of the syntax tree; `name` is the grammar's. */
export interface Tree {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly children: readonly Tree[]
}

/** Functions whose names the grammar cannot tell from operators unless it knows them. */
const functionsToKnow = ['get or else', 'add working days', 'working hours between', 'is holiday']

/** The syntax tree of an expression, for who wants to read rather than evaluate it. @throws {FeelSyntaxError} */
export function parseFeel(
  source: string,
  kind: 'expression' | 'unaryTests',
  knownNames: readonly string[],
): { tree: Tree; text: string } {
  const text = /^\s*=/.test(source) ? source.replace('=', ' ') : source
  guard(text)
  const known = [...functionsToKnow, ...knownNames]
  const quick = kind === 'expression' ? quickTree(text, known) : undefined
  if (quick) return { tree: quick, text }
  const context = Object.fromEntries(known.map((name) => [name, null]))
  const parse = kind === 'expression' ? parseExpression : parseUnaryTests
  const tree = toTree(parse(text, context, 'camunda'), text)
  return { tree: mayMisbind.test(text) ? bindTests(tree) : tree, text }
}

/** Where a test after `in` is followed by more. */
const mayMisbind = /\bin\b.*\b(?:and|or)\b/s

type LezerTree = ReturnType<typeof parseExpression>

function toTree(parsed: LezerTree, text: string): Tree {
  type Open = { name: string; from: number; to: number; children: Tree[] }
  const root: Open = { name: 'root', from: 0, to: text.length, children: [] }
  const open: Open[] = [root]
  parsed.iterate({
    enter: ({ type, name, from, to }) => {
      if (type.isError) throw new FeelSyntaxError(unexpected(text, from, to), { from, to: Math.max(to, from) })
      if (type.isSkipped) return false
      if (open.length > limits.depth * 8) throw tooLarge('nested too deeply', from, to)
      open.push({ name, from, to, children: [] })
      return undefined
    },
    leave: ({ type }) => {
      if (type.isSkipped) return
      const done = open.pop()!
      open.at(-1)!.children.push(done)
    },
  })
  const top = root.children[0]
  if (!top || top.children.length === 0)
    throw new FeelSyntaxError('The expression is empty', { from: 0, to: text.length })
  return top
}

function unexpected(text: string, from: number, to: number): string {
  const found = text.slice(from, to).trim()
  if (found !== '') return `Unexpected "${found.slice(0, 30)}"`
  return from >= text.trimEnd().length ? 'The expression is not complete' : 'Something is missing here'
}

/** Refuses by size before the grammar sees it: its time grows faster than the text. */
function guard(text: string): void {
  if (text.length > limits.length) throw tooLarge(`longer than ${limits.length} characters`, limits.length, text.length)
  let depth = 0
  let tokens = 0
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"?|[([{]|[)\]}]|[\p{L}\p{N}_]+|[^\s]/gu)) {
    tokens += 1
    if ('([{'.includes(token)) depth += 1
    if (')]}'.includes(token)) depth -= 1
    if (depth > limits.depth) throw tooLarge(`nested deeper than ${limits.depth} levels`, index, index + 1)
    if (tokens > limits.tokens) throw tooLarge(`of more than ${limits.tokens} words and signs`, index, text.length)
  }
}

function tooLarge(how: string, from: number, to: number): FeelSyntaxError {
  return new FeelSyntaxError(`The expression is ${how}`, { from, to }, 'feel-too-large')
}
