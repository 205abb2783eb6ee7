import { describe, expect, it } from 'vitest'
import { FeelSyntaxError, parseExpression } from '#feel'

const long = 'a'.repeat(50_000)
const many = Array.from({ length: 5000 }, (_, index) => ({ id: index, name: `n${index}` }))

/** Generous: the worst takes a few milliseconds on its own, and this only has to tell bounded from endless. */
const bound = 1500

describe('no expression stalls', () => {
  it.each([
    ['nested loops', 'for a in 1..1000, b in 1..1000, c in 1..1000 return a * b * c'],
    ['a huge range', 'count(for i in 1..1000000000000 return i)'],
    ['a range that never meets its end', 'for i in 1..1.5 return i'],
    ['a range without end', 'for i in 1..10**308 return i'],
    ['a quantifier over a huge range', 'some i in 1..10**15 satisfies i < 0'],
    ['lists in lists in lists', 'for a in many return for b in many return a.id + b.id'],
    ['filters in filters', 'many[count(many[count(many[id > 0]) > 0]) > 0]'],
    ['text that doubles', 'for i in 1..60 return if i = 1 then "ab" else partial[-1] + partial[-1]'],
    ['lists that double', 'for i in 1..60 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])'],
    ['contexts that double when they are written', `string({${doubling(40)}})`],
    ['contexts that double when they are compared', `{${doubling(40)}} = {${doubling(40)}}`],
    ['lists that double when they are flattened', `flatten([{${doubling(40)}}.k39])`],
    ['distinct values of many contexts', 'distinct values(many)'],
    ['a function that calls itself', '{f: function(g, n) g(g, n + 1) + g(g, n + 2), r: f(f, 0)}.r'],
    ['functions in functions', '{f: function(n) n + 1, r: for i in 1..100000 return f(f(f(f(i))))}.r'],
    ['a catastrophic pattern', 'matches(long + "!", "^(a+)+$")'],
    ['a catastrophic replacement', 'replace(long, "(a*)*b", "x")'],
    ['a catastrophic split', 'split(long, "(a|a)*b")'],
    ['a pattern of counted groups', 'matches(long, "((a{1,100}){1,100}){1,100}")'],
    ['a long pattern', `matches(long, "${'(a|b|c)?'.repeat(60)}$")`],
    ['a replacement that grows', `replace(long, "a", "${'$0'.repeat(200)}")`],
    ['matching again and again', 'for i in 1..100000 return matches(long, "a.*b")'],
    ['sorting by a costly rule', 'sort(many, function(a, b) count(many[id < a.id]) < b.id)'],
    ['replacing in a list by a costly rule', 'list replace(many, function(a, b) count(many[id > 0]) > 0, 1)'],
    ['text joined again and again', 'for i in 1..100000 return string join([long, long], long)'],
    ['wide contexts put together', 'for i in 1..100000 return context put(wide, "x", i)'],
    ['indexes of everything', 'for a in many return index of(many, a)'],
  ])('%s', (_, source) => {
    const wide = Object.fromEntries(many.map(({ name }) => [name, 1]))
    const expression = parseExpression(source)
    const before = performance.now()
    const { value, warnings } = expression.evaluate({ long, many, wide })
    expect(performance.now() - before).toBeLessThan(bound)
    expect(value === null || JSON.stringify(value).length < 2_000_000).toBe(true)
    for (const { type } of warnings) expect(typeof type).toBe('string')
  })

  it('says so where the work was too much', () => {
    const { value, warnings } = parseExpression('for a in 1..1000, b in 1..1000 return a').evaluate({})
    expect(value).toBeNull()
    expect(warnings.map(({ type }) => type)).toEqual(['TOO_EXPENSIVE'])
  })

  it.each([
    ['too long', `1${'+1'.repeat(3000)}`],
    ['too many words', 'a '.repeat(1900)],
    ['brackets too deep', `${'['.repeat(200)}${']'.repeat(200)}`],
    ['contexts too deep', `${'{a:'.repeat(200)}1${'}'.repeat(200)}`],
    ['conditions too deep', `${'if a then '.repeat(300)}1`],
    ['signs without end', `${'-'.repeat(3500)}1`],
    ['functions in functions', `${'function(a) '.repeat(300)}a`],
  ])('refuses at once what is %s', (_, source) => {
    const before = performance.now()
    expect(() => parseExpression(source)).toThrow(FeelSyntaxError)
    expect(performance.now() - before).toBeLessThan(bound)
  })
})

/** `k0: [1, 1], k1: [k0, k0], …`: small to write, huge when written out. */
function doubling(times: number): string {
  const entries = Array.from(
    { length: times },
    (_, index) => `k${index}: [${index ? `k${index - 1}, k${index - 1}` : '1, 1'}]`,
  )
  return entries.join(', ')
}
