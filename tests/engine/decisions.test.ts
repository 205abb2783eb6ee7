import { describe, expect, it } from 'vitest'
import { evaluateDecision, readDmn } from '#engine'
import { play } from '../support/steps.ts'
import { process } from './diagram.ts'

const cell = (name: string, id: string, text: string) =>
  `<${name} id="${id}"><text>${text.replaceAll('<', '&lt;')}</text></${name}>`

/** A table of one or two inputs; each row is its tests and its outputs. */
function table(hitPolicy: string, rows: readonly string[][], outputs = ['level'], allowed = ''): string {
  const rules = rows.map((row, index) => {
    const cells = row.map((text, at) => cell(at < 2 ? 'inputEntry' : 'outputEntry', `c${index}-${at}`, text))
    return `<rule id="r${index + 1}">${cells.join('')}</rule>`
  })
  const values = allowed && `<outputValues id="v"><text>${allowed}</text></outputValues>`
  return dmn(`<decision id="risk" name="风险"><decisionTable id="t" ${hitPolicy}>
    <input id="i1"><inputExpression id="e1"><text>tenants</text></inputExpression></input>
    <input id="i2"><inputExpression id="e2"><text>count(hazards)</text></inputExpression></input>
    ${outputs.map((name) => `<output id="o-${name}" name="${name}">${values}</output>`).join('')}
    ${rules.join('')}</decisionTable></decision>`)
}

function dmn(decisions: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
    <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:test">${decisions}</definitions>`
}

async function decide(xml: string, variables: Record<string, unknown>, id = 'risk') {
  const { decisions, findings } = await readDmn(xml)
  expect(findings).toEqual([])
  return evaluateDecision(decisions, id, variables)
}

const rows = [
  ['>= 10', '-', '"high"'],
  ['-', '> 2', '"middle"'],
  ['< 10', '-', '"low"'],
]

describe('a decision table', () => {
  it.each([
    ['hitPolicy="FIRST"', { tenants: 12, hazards: [1, 2, 3] }, 'high'],
    ['hitPolicy="UNIQUE"', { tenants: 2, hazards: [] }, 'low'],
    ['hitPolicy="RULE ORDER"', { tenants: 3, hazards: [1, 2, 3] }, ['middle', 'low']],
    ['hitPolicy="COLLECT"', { tenants: 12, hazards: [1, 2, 3] }, ['high', 'middle']],
    ['hitPolicy="COLLECT" aggregation="COUNT"', { tenants: 12, hazards: [1, 2, 3] }, 2],
    ['hitPolicy="UNIQUE"', { tenants: null, hazards: [] }, null],
  ])('with %s', async (policy, variables, expected) => {
    expect((await decide(table(policy, rows), variables)).value).toEqual(expected)
  })

  it.each([
    ['SUM', 30],
    ['MIN', 10],
    ['MAX', 20],
  ])('collects numbers by %s', async (aggregation, expected) => {
    const numbers = [
      ['-', '-', '10'],
      ['> 1', '-', '20'],
      ['> 100', '-', '70'],
    ]
    const xml = table(`hitPolicy="COLLECT" aggregation="${aggregation}"`, numbers)
    expect((await decide(xml, { tenants: 5, hazards: [] })).value).toBe(expected)
  })

  it('with PRIORITY takes the result that stands first among the allowed values', async () => {
    const xml = table('hitPolicy="PRIORITY"', rows, ['level'], '"middle", "high", "low"')
    expect((await decide(xml, { tenants: 12, hazards: [1, 2, 3] })).value).toBe('middle')
  })

  it('with OUTPUT ORDER sorts by the allowed values', async () => {
    const xml = table('hitPolicy="OUTPUT ORDER"', rows, ['level'], '"low", "middle", "high"')
    expect((await decide(xml, { tenants: 3, hazards: [1, 2, 3] })).value).toEqual(['low', 'middle'])
  })

  it('that must be unique says which rules match', async () => {
    const { problem } = await decide(table('hitPolicy="UNIQUE"', rows), { tenants: 3, hazards: [1, 2, 3] })
    expect(problem).toMatchObject({ code: 'decision-several-hits', message: expect.stringContaining('r2, r3') })
  })

  it('with ANY takes one result where all agree, and refuses where they do not', async () => {
    const agree = [
      ['-', '-', '"a"'],
      ['> 1', '-', '"a"'],
    ]
    expect((await decide(table('hitPolicy="ANY"', agree), { tenants: 5, hazards: [] })).value).toBe('a')
    const { problem } = await decide(table('hitPolicy="ANY"', rows), { tenants: 3, hazards: [1, 2, 3] })
    expect(problem?.code).toBe('decision-several-hits')
  })

  it('gives one context where it has several outputs, and names the rules that matched', async () => {
    const result = await decide(table('', [['> 1', '-', '"high"', '30']], ['level', 'days']), {
      tenants: 2,
      hazards: [],
    })
    expect(result.value).toEqual({ level: 'high', days: 30 })
    expect(result.matched).toEqual([{ decision: 'risk', rules: ['r1'] }])
  })
})

describe('an aggregated table', () => {
  const collected = (aggregation: string, ...outputs: string[]) =>
    table(
      `hitPolicy="COLLECT" aggregation="${aggregation}"`,
      outputs.map((output) => ['-', '-', output]),
    )

  it('adds as decimals, and finds the least and greatest of dates too', async () => {
    expect((await decide(collected('SUM', '0.1', '0.2'), {})).value).toBe(0.3)
    expect((await decide(collected('MIN', 'date("2026-03-02")', 'date("2026-03-01")'), {})).value).toBe('2026-03-01')
    expect((await decide(collected('MAX', '2', '3', '1'), {})).value).toBe(3)
    expect((await decide(collected('COUNT', '"a"', '"a"'), {})).value).toBe(2)
    expect((await decide(collected('MAX', '2', '"a"'), {})).problem?.code).toBe('decision-not-a-number')
  })
})

describe('a decision that requires others', () => {
  const chain = dmn(`
    <decision id="area" name="每人面积"><variable id="v" name="每人面积"/>
      <literalExpression id="l"><text>面积 / 人数</text></literalExpression></decision>
    <decision id="risk" name="风险"><informationRequirement id="q"><requiredDecision href="#area"/></informationRequirement>
      <literalExpression id="l2"><text>if 每人面积 &lt; 4 then "高" else "低"</text></literalExpression></decision>`)

  it('sees their results by name', async () => {
    expect((await decide(chain, { 面积: 30, 人数: 10 })).value).toBe('高')
    expect((await decide(chain, { 面积: 300, 人数: 10 })).value).toBe('低')
  })

  it('may stand in another file, which it imports by its namespace (DMN 1.3, 6.3.3)', async () => {
    const other = dmn(`<decision id="base" name="base"><variable id="v" name="base"/>
      <literalExpression id="l"><text>n * 2</text></literalExpression></decision>`).replace('urn:test', 'urn:base')
    const asking =
      dmn(`<import id="i" name="tariff" namespace="urn:base" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>
      <decision id="fee" name="fee"><informationRequirement id="q"><requiredDecision href="urn:base#base"/></informationRequirement>
      <literalExpression id="l2"><text>tariff.base + base</text></literalExpression></decision>`)
    const files = await Promise.all([other, asking].map((xml) => readDmn(xml)))
    const decisions = Object.assign({}, ...files.map((file) => file.decisions))
    expect(evaluateDecision(decisions, 'fee', { n: 3 }).value).toBe(12)
  })
})

describe('a business rule task', () => {
  const elements = `<startEvent id="start"/>
    <businessRuleTask id="assess"><extensionElements>
      <zeebe:calledDecision decisionId="risk" resultVariable="risk"/>
    </extensionElements></businessRuleTask>
    <userTask id="after"/><endEvent id="end"/>`

  it('decides at once and sets its result variable', async () => {
    const { decisions } = await readDmn(table('hitPolicy="FIRST"', rows))
    const assess = await process(elements, 'start -> assess -> after -> end', { decisions })
    const after = play(assess, { tenants: 11, hazards: [] })
    expect(after.open).toEqual(['after'])
    expect(after.variables.risk).toBe('high')
  })

  it('stops with an incident where there is no such decision', async () => {
    const assess = await process(elements, 'start -> assess -> after -> end')
    expect(play(assess).incidents).toEqual(['assess: decision-unknown'])
  })
})

describe('a DMN file', () => {
  it('is refused with the cell where an expression is wrong', async () => {
    const { findings } = await readDmn(table('', [['> (', '-', '"x"']]))
    expect(findings).toMatchObject([{ severity: 'error', code: 'expression-syntax', node: 'c0-0' }])
  })

  it('is refused with a document type', async () => {
    const { findings } = await readDmn('<!DOCTYPE x><definitions/>')
    expect(findings.map(({ code }) => code)).toEqual(['xml-doctype'])
  })
})
