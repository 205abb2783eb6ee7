import { describe, expect, it } from 'vitest'
import { evaluateDecision, logicText, readDmn } from '#engine'

const v14 = 'https://www.omg.org/spec/DMN/20211108/MODEL/'
const dmn = (body: string, namespace: string) => `<?xml version="1.0" encoding="UTF-8"?>
  <definitions xmlns="${namespace}" id="d" name="d" namespace="urn:test"><decision id="it" name="it">${body}</decision></definitions>`
const text = (feel: string) => `<literalExpression><text>${feel}</text></literalExpression>`
const entry = (name: string, value: string) => `<contextEntry><variable name="${name}"/>${value}</contextEntry>`

async function read(body: string, namespace = v14) {
  const { decisions, findings } = await readDmn(dmn(body, namespace))
  expect(findings).toEqual([])
  return decisions
}

async function decide(body: string, variables: Record<string, unknown> = {}, namespace?: string) {
  return evaluateDecision(await read(body, namespace), 'it', variables)
}

const result = async (body: string, variables?: Record<string, unknown>) => (await decide(body, variables)).value

describe('a boxed context', () => {
  it('gives its entries by name, each seeing those before it (DMN 1.3, 7.3.2)', async () => {
    const body = `<context>${entry('a', text('n + 1'))}${entry('b', text('a * 2'))}</context>`
    expect(await result(body, { n: 1 })).toEqual({ a: 2, b: 4 })
  })

  it('gives its last entry where that has no name', async () => {
    const body = `<context>${entry('monthly rent', text('1200'))}${entry('months', text('n'))}
      <contextEntry>${text('monthly rent * months')}</contextEntry></context>`
    expect(await result(body, { n: 3 })).toBe(3600)
  })

  it('may hold a function that later entries call, and no result holds one', async () => {
    const fee = `<functionDefinition><formalParameter name="days"/>${text('days * rate')}</functionDefinition>`
    const body = `<context>${entry('rate', text('5'))}${entry('fee', fee)}${entry('total', text('fee(2) + fee(days: 3)'))}</context>`
    expect(await result(body)).toEqual({ rate: 5, fee: null, total: 25 })
    const within = `<context>${entry('law', `<context>${entry('fee', fee)}</context>`)}<contextEntry>${text('law.fee(4)')}</contextEntry></context>`
    expect(await result(`<context>${entry('rate', text('2'))}<contextEntry>${within}</contextEntry></context>`)).toBe(8)
  })

  it('may hold a decision table, whose matched rules are told', async () => {
    const table = `<decisionTable id="t"><input id="i"><inputExpression id="e"><text>n</text></inputExpression></input><output id="o"/>
      <rule id="r1"><inputEntry id="c1"><text>&gt; 1</text></inputEntry><outputEntry id="c2"><text>"many"</text></outputEntry></rule></decisionTable>`
    const body = `<context>${entry('grade', table)}</context>`
    expect(await decide(body, { n: 2 })).toEqual({
      value: { grade: 'many' },
      matched: [{ decision: 'it', rules: ['r1'] }],
    })
  })

  it('is nobody else’s: names of the language stay harmless', async () => {
    const body = `<context>${entry('__proto__', text('{ admin: true }'))}${entry('x', text('admin'))}</context>`
    const { value } = await decide(body)
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect((value as { x: unknown }).x).toBeNull()
  })
})

describe('a boxed list', () => {
  it('gives its items in order (DMN 1.3, 7.3.4)', async () => {
    expect(await result(`<list>${text('n')}${text('n + 1')}<list>${text('"x"')}</list></list>`, { n: 1 })).toEqual([
      1,
      2,
      ['x'],
    ])
  })
})

describe('a relation', () => {
  it('gives a context for each row (DMN 1.3, 7.3.3)', async () => {
    const body = `<relation><column name="name"/><column name="age"/>
      <row>${text('"甲"')}${text('n')}</row><row>${text('"乙"')}${text('n + 1')}</row></relation>`
    expect(await result(body, { n: 30 })).toEqual([
      { name: '甲', age: 30 },
      { name: '乙', age: 31 },
    ])
  })
})

describe('a boxed conditional', () => {
  const body = `<conditional><if>${text('n &gt; 3')}</if><then>${text('"many"')}</then><else>${text('"few"')}</else></conditional>`

  it('takes its branch on true alone (DMN 1.4, 10.2.2.8)', async () => {
    expect(await result(body, { n: 4 })).toBe('many')
    expect(await result(body, { n: 3 })).toBe('few')
    expect(await result(body, { n: null })).toBe('few')
  })
})

describe('a boxed iteration', () => {
  const iteration = (kind: string, inside: string, over = text('list')) =>
    `<${kind} iteratorVariable="each one"><in>${over}</in><${inside}>${text('each one &gt; 2')}</${inside}></${kind}>`

  it('for gives what each item gives (DMN 1.4, 10.2.2.10)', async () => {
    expect(await result(iteration('for', 'return'), { list: [1, 3] })).toEqual([false, true])
    expect(await result(iteration('for', 'return', text('[1..3]')))).toEqual([false, false, true])
    const sums = `<for iteratorVariable="i"><in>${text('[1, 2, 3]')}</in><return>${text('i + count(partial)')}</return></for>`
    expect(await result(sums)).toEqual([1, 3, 5])
  })

  it('some and every ask of the items', async () => {
    expect(await result(iteration('some', 'satisfies'), { list: [1, 3] })).toBe(true)
    expect(await result(iteration('every', 'satisfies'), { list: [1, 3] })).toBe(false)
    expect(await result(iteration('every', 'satisfies'), { list: [3, 4] })).toBe(true)
  })

  it('over nothing is nothing', async () => {
    expect(await result(iteration('for', 'return'))).toBeNull()
  })

  it('in the other one, with a box within', async () => {
    const inner = `<for iteratorVariable="j"><in>${text('[1..i]')}</in><return><context>${entry('p', text('i * j'))}</context></return></for>`
    expect(await result(`<for iteratorVariable="i"><in>${text('[1..2]')}</in><return>${inner}</return></for>`)).toEqual(
      [[{ p: 1 }], [{ p: 2 }, { p: 4 }]],
    )
  })

  it('that does more than is allowed is a problem, and stalls nobody', async () => {
    const inner = `<for iteratorVariable="j"><in>${text('[1..90000]')}</in><return>${text('j')}</return></for>`
    const body = `<for iteratorVariable="i"><in>${text('[1..90000]')}</in><return>${inner}</return></for>`
    expect((await decide(body)).problem).toMatchObject({ code: 'decision-failed' })
  })
})

describe('a boxed filter', () => {
  it('keeps the items that match, whose entries are names (DMN 1.4, 10.2.2.9)', async () => {
    const body = `<filter><in>${text('people')}</in><match>${text('age &gt;= limit and item.name != "丙"')}</match></filter>`
    const people = [
      { name: '甲', age: 70 },
      { name: '乙', age: 30 },
      { name: '丙', age: 80 },
    ]
    expect(await result(body, { people, limit: 60 })).toEqual([people[0]])
  })
})

describe('boxes in one another', () => {
  it('tell of a broken hit policy within', async () => {
    const rule = (id: string) =>
      `<rule id="${id}"><inputEntry id="${id}i"><text>-</text></inputEntry><outputEntry id="${id}o"><text>1</text></outputEntry></rule>`
    const table = `<decisionTable id="t" hitPolicy="UNIQUE"><input id="i"><inputExpression id="e"><text>n</text></inputExpression></input><output id="o"/>${rule('a')}${rule('b')}</decisionTable>`
    expect((await decide(`<list>${table}</list>`)).problem?.code).toBe('decision-several-hits')
  })

  it('are bound to the parameters of an invocation', async () => {
    const twice = `<functionDefinition><formalParameter name="x"/>${text('x.n * 2')}</functionDefinition>`
    const call = `<invocation>${text('twice')}<binding><parameter name="x"/><context>${entry('n', text('21'))}</context></binding></invocation>`
    expect(await result(`<context>${entry('twice', twice)}<contextEntry>${call}</contextEntry></context>`)).toBe(42)
  })

  it('are shown as one would write them in FEEL', async () => {
    const body = `<context>${entry('a', `<list>${text('1')}</list>`)}<contextEntry><filter><in>${text('a')}</in><match>${text('item &gt; 1')}</match></filter></contextEntry></context>`
    const { logic } = (await read(body)).it!
    expect(logic.kind !== 'table' && logicText(logic)).toBe('{ a: [1], result: a[item > 1] }')
  })

  it('with a fault are refused at the decision', async () => {
    const { findings } = await readDmn(dmn(`<list>${text('1 +')}</list>`, v14))
    expect(findings).toMatchObject([{ severity: 'error', code: 'expression-syntax' }])
  })
})

describe('a file of another version of DMN', () => {
  it.each([
    ['1.1', 'http://www.omg.org/spec/DMN/20151101/dmn.xsd'],
    ['1.2', 'http://www.omg.org/spec/DMN/20180521/MODEL/'],
    ['1.3', 'https://www.omg.org/spec/DMN/20191111/MODEL/'],
    ['1.4', v14],
    ['1.5', 'https://www.omg.org/spec/DMN/20230324/MODEL/'],
  ])('%s is read', async (_version, namespace) => {
    expect((await decide(text('n + 1'), { n: 1 }, namespace)).value).toBe(2)
  })
})
