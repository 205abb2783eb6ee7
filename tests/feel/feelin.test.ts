import fc from 'fast-check'
import { evaluate } from 'feelin'
import { describe, expect, it } from 'vitest'
import { parseExpression, plain } from '#feel'

const context = {
  a: 3,
  b: -2.5,
  s: '格治',
  t: 'abc',
  yes: true,
  none: null,
  list: [1, 5, 3],
  people: [{ n: 1 }, { n: 4 }],
}

const number: fc.Arbitrary<string> = fc.letrec<{ number: string }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('a', 'b', '0', '2', '7.25', 'list[1]', 'list[-1]', 'people[2].n'),
    fc.tuple(tie('number'), fc.constantFrom('+', '-', '*'), tie('number')).map(([x, op, y]) => `(${x} ${op} ${y})`),
    // By powers of two alone: of other quotients we drop what is an artefact of binary numbers, see `numbers.ts`.
    fc.tuple(tie('number'), fc.constantFrom('2', '4', '0')).map(([x, y]) => `(${x} / ${y})`),
    tie('number').map((x) => `abs(${x})`),
    tie('number').map((x) => `floor(${x})`),
    fc.constantFrom('sum(list)', 'count(people)', 'max(list)', 'mean(list)', 'string length(s)', 'sum(people.n)'),
    tie('number').map((x) => `sum(for i in list return i * ${x})`),
  ),
})).number

const test: fc.Arbitrary<string> = fc.letrec<{ test: string }>((tie) => ({
  test: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(number, fc.constantFrom('<', '<=', '>', '>=', '=', '!='), number).map(([x, op, y]) => `${x} ${op} ${y}`),
    fc.tuple(tie('test'), fc.constantFrom('and', 'or'), tie('test')).map(([x, op, y]) => `(${x}) ${op} (${y})`),
    tie('test').map((x) => `not(${x})`),
    fc.tuple(number, number, number).map(([x, y, z]) => `${x} between ${y} and ${z}`),
    number.map((x) => `${x} in [1..5]`),
    number.map((x) => `${x} in (1, 3, >4)`),
    number.map((x) => `some i in list satisfies i > ${x}`),
    number.map((x) => `every p in people satisfies p.n > ${x}`),
    fc.constantFrom('yes', 'none = null', 'contains(s, "格")', 'starts with(t, "ab")', 'list contains(list, 5)'),
  ),
})).test

const value: fc.Arbitrary<string> = fc.oneof(
  number,
  test,
  fc.tuple(test, number, number).map(([c, x, y]) => `if ${c} then ${x} else ${y}`),
  number.map((x) => `list[item > ${x}]`),
  number.map((x) => `people[n >= ${x}].n`),
  number.map((x) => `{k: ${x}, l: k + 1}`),
  number.map((x) => `for i in 1..3 return i + ${x}`),
  fc.constantFrom('s + t', 'upper case(t)', 'substring(t, 2)', 'string(list)', 'sort(list, function(x, y) x > y)'),
  fc.constantFrom('date("2026-03-31") + duration("P1M")', 'date("2026-03-02") - date("2026-02-01")', 'reverse(list)'),
)

describe('an expression means what feelin says it means', () => {
  it('for whatever both can evaluate', () => {
    fc.assert(
      fc.property(value, (source) => {
        const theirs = evaluate(source, context)
        const finite = JSON.stringify(plain(theirs.value))
        expect(JSON.stringify(plain(parseExpression(source).evaluate(context).value)), source).toBe(finite)
      }),
      { numRuns: 400 },
    )
  })
})
