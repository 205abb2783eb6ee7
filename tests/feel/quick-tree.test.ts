import fc from 'fast-check'
import { parseExpression } from 'feelin'
import { describe, expect, it } from 'vitest'
import { quickTree } from '../../feel/quick-tree.ts'

const known = ['get or else', 'is holiday', 'citizen age', 'citizen birth date']

const small = fc.constantFrom(
  ...['a', 'b1', '_x', '姓名', 'a.b', 'a.b c', '1', '2.5', '-3', '"x"', '"是 y"', 'true', 'null', 'today()', 'a b'],
  ...['upper case(a)', 'string length(b)', 'citizen age(a)', 'get or else(a, 1)', 'day of week(a)', 'not(a)', 'is b'],
)
const sign = fc.constantFrom(
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '/',
  ' and ',
  ' or ',
  ' in ',
  ' ',
  '.',
  ',',
)
const piece = fc.constantFrom(
  ...[
    'and',
    'or',
    'if',
    'then',
    'else',
    'in',
    'get',
    'is',
    'citizen',
    'date',
    'list',
    'item',
    'for',
    '(',
    ')',
    '[',
    ']',
  ],
  ...['..', '?', '@', '//', '**', '{', '}', 'between', 'every', '- 3', "'x'", '"', '1.', '.5', '一'],
)
const gap = fc.constantFrom('', ' ', '  ', '\n')

/** Texts that are expressions, nearly so, or not at all. */
const { text } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { arbitrary: small, weight: 4 },
    { arbitrary: fc.tuple(tie('text'), gap, sign, gap, tie('text')).map((parts) => parts.join('')), weight: 4 },
    {
      arbitrary: fc.tuple(tie('text'), tie('text'), tie('text')).map(([a, b, c]) => `if ${a} then ${b} else ${c}`),
      weight: 1,
    },
    { arbitrary: fc.tuple(tie('text'), gap).map(([inner, space]) => `(${space}${inner}${space})`), weight: 1 },
    { arbitrary: fc.tuple(tie('text'), tie('text')).map(([a, b]) => `[${a}, ${b}]`), weight: 1 },
    { arbitrary: fc.tuple(tie('text'), tie('text')).map(([a, b]) => `sum(${a}, ${b})`), weight: 1 },
    { arbitrary: fc.tuple(tie('text'), gap, piece, gap, tie('text')).map((parts) => parts.join('')), weight: 1 },
  ),
}))

describe('reading an expression quickly', () => {
  it('gives the tree that the full grammar gives, or none', () => {
    fc.assert(
      fc.property(text, (source) => {
        const quick = quickTree(source, known)
        if (quick) expect(quick).toEqual(fullTree(source))
      }),
      { numRuns: 1500 },
    )
  })

  it('reads the rules that forms mostly have', () => {
    const rules = [
      'rentMode = "shared"',
      'count(tenants) > 3 and not(isEmpty)',
      'if citizen age(ownerId) < 18 then guardian else null',
      'hazards != null or settings.limit >= area * 1.5',
      'mode in ["a", "b"]',
    ]

    expect(rules.filter((rule) => !quickTree(rule, known))).toEqual([])
  })
})

interface Node {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly children: Node[]
}

/** By the grammar; nothing where it finds an error. */
function fullTree(source: string): Node | undefined {
  const parsed = parseExpression(source, Object.fromEntries(known.map((name) => [name, null])), 'camunda')
  const open: Node[] = [{ name: '', from: 0, to: 0, children: [] }]
  let isBroken = false
  parsed.iterate({
    enter: ({ type, name, from, to }) => {
      if (type.isSkipped) return false
      isBroken ||= type.isError
      open.push({ name, from, to, children: [] })
      return undefined
    },
    leave: ({ type }) => {
      if (type.isSkipped) return
      const done = open.pop()!
      open.at(-1)!.children.push(done)
    },
  })
  return isBroken ? undefined : open[0]!.children[0]
}
