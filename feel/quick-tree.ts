import type { Tree } from './parse-feel.ts'

/**
 * The syntax tree of an expression of the plain kind that most rules are: comparisons, `and`, `or`, `if`, arithmetic, lists,
 * paths and calls. It is the very tree that the full grammar gives, in a twentieth of its time; `undefined` for
 * everything else, valid or not, which the full grammar must judge.
 *
 * `known` are the names that the grammar is told of.
 */
export function quickTree(text: string, known: readonly string[]): Tree | undefined {
  const tokens = tokensOf(text)
  if (!tokens) return undefined
  const reading: Reading = { tokens, at: 0, known: known.map((name) => name.split(' ')) }
  const tree = expression(reading)
  return tree && reading.at === tokens.length ? node('Expression', [tree]) : undefined
}

interface Token {
  readonly kind: 'word' | 'number' | 'text' | 'sign'
  readonly is: string
  readonly from: number
  readonly to: number
}

interface Reading {
  readonly tokens: readonly Token[]
  at: number
  readonly known: readonly (readonly string[])[]
}

const token =
  /[ ]*(?:([A-Za-z_\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff]*)|(\d+(?:\.\d+)?)(?![\w.\u4e00-\u9fff])|("[^"\\\n]*")|(!=|<=|>=|[=<>()[\],+*.-]|\/(?![/*])))/y

function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = []
  const whole = text.trimEnd().length
  for (token.lastIndex = 0; token.lastIndex < whole; ) {
    const found = token.exec(text)
    if (!found) return undefined
    const [, word, number, quoted, sign] = found
    const is = word ?? number ?? quoted ?? sign!
    const kind = word ? 'word' : number ? 'number' : quoted ? 'text' : 'sign'
    tokens.push({ kind, is, from: token.lastIndex - is.length, to: token.lastIndex })
  }
  return tokens
}

/** Words that mean something else than a name, here or in the full grammar. */
const reserved = new Set(
  `and or if then else in true false null for some every return satisfies between instance of function external
  date time duration item partial list context range years months days`.split(/\s+/),
)

type Reader = (reading: Reading) => Tree | undefined

const expression: Reader = (reading) => (isNext(reading, 'if') ? condition(reading) : disjunction(reading))

function condition(reading: Reading): Tree | undefined {
  const parts: Tree[] = []
  for (const word of ['if', 'then', 'else']) {
    const keyword = taken(reading, word)
    const part = keyword && expression(reading)
    if (!part) return undefined
    parts.push(keyword, part)
  }
  return node('IfExpression', parts)
}

const disjunction = leftToRight('Disjunction', ['or'], (reading) => conjunction(reading))
const conjunction = leftToRight('Conjunction', ['and'], (reading) => comparison(reading))
const sum = leftToRight('ArithmeticExpression', ['+', '-'], (reading) => product(reading), 'ArithOp')
const product = leftToRight('ArithmeticExpression', ['*', '/'], (reading) => operand(reading), 'ArithOp')

function leftToRight(name: string, signs: readonly string[], part: Reader, as?: string): Reader {
  return (reading) => {
    let left = part(reading)
    while (left && signs.some((sign) => isNext(reading, sign))) {
      const sign = leaf(reading, as)
      const right = part(reading)
      left = right && node(name, [left, sign, right])
    }
    return left
  }
}

const comparisons = ['=', '!=', '<', '<=', '>', '>=']

const comparison: Reader = (reading) => {
  const left = sum(reading)
  if (!left) return undefined
  if (isNext(reading, 'in')) {
    const sign = leaf(reading)
    const tests = isNext(reading, '[') ? list(reading) : undefined
    // What follows the list may belong to the test.
    const isWhole = tests && [undefined, ')', ']', ',', 'then', 'else'].includes(reading.tokens[reading.at]?.is)
    return isWhole ? node('Comparison', [left, sign, node('PositiveUnaryTest', [tests])]) : undefined
  }
  if (!comparisons.some((sign) => isNext(reading, sign))) return left
  const sign = leaf(reading, 'CompareOp')
  const right = sum(reading)
  return right && node('Comparison', [left, sign, right])
}

function operand(reading: Reading): Tree | undefined {
  let tree = primary(reading)
  while (tree && isNext(reading, '.')) {
    const dot = leaf(reading)
    const name = plainWords(reading)
    tree = name && node('PathExpression', [tree, dot, node('PathName', name)])
  }
  return tree
}

function primary(reading: Reading): Tree | undefined {
  const next = reading.tokens[reading.at]
  if (next?.kind === 'number') return leaf(reading, 'NumericLiteral')
  if (next?.kind === 'text') return leaf(reading, 'StringLiteral')
  if (next?.kind === 'word') return named(reading, next.is)
  if (next?.is === '[') return list(reading)
  if (next?.is === '(') return enclosed(reading)
  return next?.is === '-' ? negative(reading) : undefined
}

function named(reading: Reading, first: string): Tree | undefined {
  if (first === 'true' || first === 'false') return leaf(reading, 'BooleanLiteral')
  if (first === 'null') return leaf(reading)
  const words = knownWords(reading, first) ?? plainWords(reading)
  const name = words && node('VariableName', words)
  return name && isNext(reading, '(') ? call(reading, name) : name
}

/** The words of a name that the caller knows. */
function knownWords(reading: Reading, first: string): readonly Tree[] | undefined {
  const { at, tokens } = reading
  const known = reading.known.find(
    (words) => words[0] === first && words.every((each, index) => tokens[at + index]?.is === each),
  )
  return known?.map(() => leaf(reading, 'Identifier'))
}

/** A name as the grammar takes it: all the words that follow each other. Nothing where a known name may begin among them. */
function plainWords(reading: Reading): readonly Tree[] | undefined {
  const words: Tree[] = []
  for (let next = reading.tokens[reading.at]; next?.kind === 'word'; next = reading.tokens[reading.at]) {
    const { is } = next
    if (words.length > 0 && joining.has(is)) break
    if (reserved.has(is) || reading.known.some(([start]) => start === is)) return undefined
    words.push(leaf(reading, 'Identifier'))
  }
  return words.length > 0 ? words : undefined
}

const joining = new Set(['and', 'or', 'then', 'else', 'in'])

function call(reading: Reading, name: Tree): Tree | undefined {
  const open = leaf(reading)
  const values = isNext(reading, ')') ? [] : separated(reading)
  const close = values && taken(reading, ')')
  if (!close || (values.length === 0 && close.from !== open.to)) return undefined
  const given = values.length > 0 ? node('PositionalParameters', values) : empty('PositionalParameters', open.to)
  return node('FunctionInvocation', [name, open, given, close])
}

function list(reading: Reading): Tree | undefined {
  const open = leaf(reading)
  const items = isNext(reading, ']') ? [] : separated(reading)
  const close = items && taken(reading, ']')
  return close && !isNext(reading, '[') ? node('List', [open, ...items, close]) : undefined
}

function separated(reading: Reading): Tree[] | undefined {
  const items: Tree[] = []
  do {
    const item = expression(reading)
    if (!item) return undefined
    items.push(item)
  } while (taken(reading, ','))
  return items
}

function enclosed(reading: Reading): Tree | undefined {
  const open = leaf(reading)
  const inner = expression(reading)
  const close = inner && taken(reading, ')')
  return close && node('ParenthesizedExpression', [open, inner, close])
}

function negative(reading: Reading): Tree | undefined {
  const sign = leaf(reading, 'ArithOp')
  const number = reading.tokens[reading.at]
  if (number?.kind !== 'number' || number.from !== sign.to) return undefined
  reading.at += 1
  return { name: 'NumericLiteral', from: sign.from, to: number.to, children: [sign] }
}

function isNext({ tokens, at }: Reading, is: string): boolean {
  const next = tokens[at]
  return next?.is === is && next.kind !== 'text'
}

function taken(reading: Reading, is: string): Tree | undefined {
  return isNext(reading, is) ? leaf(reading) : undefined
}

/** The next token as a node of its own. */
function leaf(reading: Reading, name?: string): Tree {
  const { is, from, to } = reading.tokens[reading.at]!
  reading.at += 1
  return { name: name ?? is, from, to, children: [] }
}

function node(name: string, children: readonly Tree[]): Tree {
  return { name, from: children[0]!.from, to: children.at(-1)!.to, children }
}

function empty(name: string, at: number): Tree {
  return { name, from: at, to: at, children: [] }
}
