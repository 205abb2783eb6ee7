import { describe, expect, it } from 'vitest'
import { FeelSyntaxError, parseExpression, parseUnaryTests, plain } from '#feel'

const value = (source: string, context: Record<string, unknown> = {}) =>
  plain(parseExpression(source).evaluate(context).value)

const tenants = [
  { name: '张三', age: 31, rooms: [1, 2] },
  { name: '李四', age: 17, rooms: [] },
  { name: 'Wang', age: 65, rooms: [3] },
]

describe('a test after `in`', () => {
  it.each([
    ['x in [1, 2] and y', true],
    ['x in [1, 2] and not(y)', false],
    ['x in [3] or y', true],
    ['x in [1..3] and y and z', false],
    ['x in > 0 and y', true],
    ['x in [3] and z or y', true],
    ['y and x in [3] or y', true],
    ['y and x in [1] and x in [1, 2] and y', true],
    ['if x in list and y then "a" else "b"', 'a'],
    ['count(list[item in [1, 5] and y])', 2],
  ])('binds tighter than what follows (DMN 1.3, table 42): %s', (source, expected) => {
    expect(value(source, { x: 1, y: true, z: false, list: [1, 5] })).toEqual(expected)
  })
})

describe('an expression', () => {
  it.each([
    ['1 + 2 * 3 ** 2', 19],
    ['-5 + 3', -2],
    ['10 / 4', 2.5],
    ['1 / 0', null],
    ['"格" + "治"', '格治'],
    ['1 + "a"', null],
    ['true and null', null],
    ['false and null', false],
    ['true or null', true],
    ['not(false)', true],
    ['1 = "1"', null],
    ['null = null', true],
    ['null < 3', null],
    ['"many" > 3', null],
    ['if 3 > 2 then "a" else "b"', 'a'],
    ['if null then 1 else 2', 2],
    ['5 in [1..5)', false],
    ['5 in (1, 2, >4)', true],
    ['5 between 1 and 5', true],
    ['"b" in ["a", "b"]', true],
    ['[1, 2, 3][2]', 2],
    ['[1, 2, 3][-1]', 3],
    ['[1, 2, 3][0]', null],
    ['[1, 2, 3][item >= 2]', [2, 3]],
    ['[1, 2, 3][> 1]', [2, 3]],
    ['{a: 1, b: a + 1}.b', 2],
    ['{"x y": 2}', { 'x y': 2 }],
    ['for x in 1..3, y in [x, 10] return x * y', [1, 10, 4, 20, 9, 30]],
    ['for i in 3..1 return i', [3, 2, 1]],
    ['for i in 0..4 return if i < 2 then 1 else partial[-1] + partial[-2]', [1, 1, 2, 3, 5]],
    ['some x in [1, 2] satisfies x > 1', true],
    ['every x in [1, 2] satisfies x > 1', false],
    ['every x in [] satisfies x > 1', true],
    ['(function(a, b) a - b)(5, 3)', 2],
    ['sort([3, 1, 2], function(a, b) a < b)', [1, 2, 3]],
    ['string join(["a", "b"], "-")', 'a-b'],
    ['substring(string: "foobar", start position: 3)', 'obar'],
    ['distinct values([1, 2, 1, [1], [1]])', [1, 2, [1]]],
    ['union([1, 2], [2, 3])', [1, 2, 3]],
    ['flatten([1, [2, [3]]])', [1, 2, 3]],
    ['matches("13800138000", "^1[3-9]\\d{9}$")', true],
    ['replace("a-b-c", "-", "+")', 'a+b+c'],
    ['split("a,b,,c", ",")', ['a', 'b', '', 'c']],
    ['date("2026-03-02") + duration("P1M")', '2026-04-02'],
    ['date("2026-03-02") < date("2026-03-03")', true],
    ['(date("2026-03-02") - date("2026-03-01")).days', 1],
    ['date and time("2026-03-02T08:00:00+08:00").hour', 8],
    ['date(2026, 3, 2).weekday', 1],
    ['@"2026-03-02" = date("2026-03-02")', true],
    ['duration("PT90M") = duration("PT1H30M")', true],
    ['years and months duration(date("2024-01-01"), date("2026-03-01"))', 'P2Y2M'],
    ['day of week(date("2026-03-02"))', 'Monday'],
    ['3 instance of number', true],
    ['[1, "a"] instance of list<number>', false],
    ['string(12.5)', '12.5'],
    ['number("12.5")', 12.5],
    ['get value({a: 1}, "a")', 1],
    ['context put({a: 1}, "b", 2)', { a: 1, b: 2 }],
    ['decimal(2.345, 2)', 2.34],
    ['decimal(2.5, 0)', 2],
    ['decimal(1 / 3, 2)', 0.33],
    ['decimal(1250, -2)', 1200],
    ['0.1 + 0.2 = 0.3', true],
    ['100 * 1.15', 115],
    ['1.1 * 3', 3.3],
    ['1 / 3', 1 / 3],
    ['sum([0.1, 0.2])', 0.3],
    ['max("a", "b")', 'b'],
    ['min([date("2026-03-02"), date("2026-03-01")])', '2026-03-01'],
    ['max(1, "a")', null],
    ['min([])', null],
    ['years and months duration(date("2011-12-22"), date("2013-08-24"))', 'P1Y8M'],
    ['during(5, [1..10])', true],
    ['during([2..10], [1..10))', false],
    ['starts(1, [1..10])', true],
    ['started by([1..10], [1..3])', true],
    ['finishes(10, [1..10))', false],
    ['finished by([1..10], 10)', true],
    ['coincides([1..3], [1..3])', true],
    ['overlaps before([1..5], [3..8])', true],
    ['overlaps after([3..8], [1..5])', true],
    ['overlaps before([1..3), [3..8])', false],
    ['cycle(3, duration("PT1H"))', 'R3/PT1H'],
    ['cycle(duration("P1D"))', 'R/P1D'],
    ['modulo(7, 3)', 1],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected)
  })

  it('takes Chinese names, and a leading = as in Camunda', () => {
    expect(
      value('=承租人[年龄 >= 18].姓名', {
        承租人: [
          { 姓名: '张三', 年龄: 20 },
          { 姓名: '李四', 年龄: 9 },
        ],
      }),
    ).toEqual(['张三'])
  })

  it('takes names with spaces in backticks, or without where they are known', () => {
    expect(value('`risk level` + 1', { 'risk level': 2 })).toBe(3)
    expect(parseExpression('risk level + 1', ['risk level']).evaluate({ 'risk level': 2 }).value).toBe(3)
  })

  it('walks into lists of contexts', () => {
    expect(value('tenants[age >= 18].name', { tenants })).toEqual(['张三', 'Wang'])
    expect(value('count(tenants[count(rooms) = 0])', { tenants })).toBe(1)
    expect(value('sum(for t in tenants return count(t.rooms))', { tenants })).toBe(3)
  })

  it('gives null and a warning with its place for a name that is missing', () => {
    const { value: result, warnings } = parseExpression('= a + b').evaluate({ a: 1 })
    expect(result).toBeNull()
    expect(warnings[0]).toMatchObject({ type: 'NO_VARIABLE_FOUND', position: { from: 6, to: 7 } })
  })

  it('does not warn where it asks whether a name is there', () => {
    const { value: result, warnings } = parseExpression('if is defined(a) then a else get or else(b, 7)').evaluate({})
    expect(result).toBe(7)
    expect(warnings).toEqual([])
  })

  it('knows the moment only when it is told', () => {
    const at = Date.UTC(2026, 2, 1, 16, 30)
    expect(plain(parseExpression('today()').evaluate({}, at).value)).toBe('2026-03-02')
    expect(plain(parseExpression('now()').evaluate({}, at).value)).toBe('2026-03-02T00:30:00+08:00')
    expect(value('today()')).toBeNull()
  })

  it('names what it reads, without what it binds', () => {
    expect(parseExpression('for x in list return x + y + count(z)').names).toEqual(['list', 'y', 'z'])
    expect(parseExpression('{a: 1, b: a}.b + function(p) p + q').names).toEqual(['q'])
  })

  it('does not see what lies behind objects', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(value(name)).toBeNull()
      expect(value(`a.${name}`, { a: {} })).toBeNull()
      expect(value(`get value(a, "${name}")`, { a: {} })).toBeNull()
    }
    const own = JSON.parse('{"a": {"__proto__": {"admin": true}}}') as Record<string, unknown>
    expect(value('a.admin', own)).toBeNull()
  })
})

describe('unary tests', () => {
  const passes = (source: string, input: unknown) => parseUnaryTests(source).evaluate({ '?': input, limit: 5 }).value

  it.each([
    ['-', 3, true],
    ['3', 3, true],
    ['3, 4', 4, true],
    ['> limit', 6, true],
    ['[1..5]', 6, false],
    ['not(1, 2)', 2, false],
    ['not(1, 2)', 3, true],
    ['"a", "b"', 'b', true],
    ['null', null, true],
    ['true', false, false],
    ['? > 3 and ? < 5', 4, true],
    ['["a", "b"]', 'a', true],
    ['< date("2026-03-02")', null, null],
    ['3, > 4', null, null],
    ['not(> 4)', null, null],
    ['not("a")', null, true],
    ['contains(?, "火")', '失火', true],
  ])('%s of %j is %s', (source, input, expected) => {
    expect(passes(source, input)).toBe(expected)
  })
})

describe('a wrong expression', () => {
  it.each([
    ['a +', 3],
    ['= a + ', 6],
    ['(1, 2', 0],
    ['1 ) 2', 2],
    ['', 0],
    ['function(a) external {}', 0],
  ])('%s is refused with its place', (source) => {
    let error: unknown
    try {
      parseExpression(source)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(FeelSyntaxError)
    expect(error).toMatchObject({ code: 'feel-syntax' })
  })
})
