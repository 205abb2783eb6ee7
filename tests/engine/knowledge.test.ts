import { describe, expect, it } from 'vitest'
import { evaluateDecision, logicText, readDmn } from '#engine'

const dmn = (elements: string) => `<?xml version="1.0" encoding="UTF-8"?>
  <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:test">${elements}</definitions>`
const model = (id: string, name: string, parameters: readonly string[], body: string, requires = '') =>
  `<businessKnowledgeModel id="${id}" name="${name}"><variable id="${id}-v" name="${name}"/><encapsulatedLogic id="${id}-l">
   ${parameters.map((each) => `<formalParameter id="${id}-${each.replaceAll(' ', '')}" name="${each}"/>`).join('')}${body}</encapsulatedLogic>${requires}</businessKnowledgeModel>`
const literal = (text: string) => `<literalExpression><text>${text}</text></literalExpression>`
const knows = (id: string, by = 'fee') =>
  `<knowledgeRequirement id="k-${by}-${id}"><requiredKnowledge href="#${id}"/></knowledgeRequirement>`

async function decide(elements: string, variables: Record<string, unknown>, id = 'fee') {
  const { decisions, findings } = await readDmn(dmn(elements))
  expect(findings).toEqual([])
  return evaluateDecision(decisions, id, variables)
}

describe('a business knowledge model', () => {
  const perHead = model('perHead', 'area per head', ['area', 'number of tenants'], literal('area / number of tenants'))

  it('is called by its name from the expressions of a decision that requires it', async () => {
    const decision = `<decision id="fee" name="fee">${knows('perHead')}${literal('area per head(60, n)')}</decision>`
    expect((await decide(perHead + decision, { n: 4 })).value).toBe(15)
  })

  it('is called by an invocation, with each parameter bound', async () => {
    const decision = `<decision id="fee" name="fee">${knows('perHead')}<invocation>${literal('area per head')}
      <binding><parameter id="b1" name="area"/>${literal('m2')}</binding>
      <binding><parameter id="b2" name="number of tenants"/>${literal('n')}</binding></invocation></decision>`
    expect((await decide(perHead + decision, { n: 4, m2: 60 })).value).toBe(15)
  })

  it('may be a decision table and call other models', async () => {
    const grade = model(
      'grade',
      'grade',
      ['x'],
      `<decisionTable id="t" hitPolicy="FIRST"><input id="i"><inputExpression id="e"><text>twice(x)</text></inputExpression></input><output id="o" name="g"/>
        <rule id="r1"><inputEntry id="c1"><text>&gt; 10</text></inputEntry><outputEntry id="c2"><text>"high"</text></outputEntry></rule>
        <rule id="r2"><inputEntry id="c3"><text>-</text></inputEntry><outputEntry id="c4"><text>"low"</text></outputEntry></rule></decisionTable>`,
      knows('twice'),
    )
    const twice = model('twice', 'twice', ['x'], literal('x * 2'))
    const decision = `<decision id="fee" name="fee">${knows('grade')}${literal('[grade(n), grade(1)]')}</decision>`
    expect((await decide(twice + grade + decision, { n: 6 })).value).toEqual(['high', 'low'])
  })

  it('counts its work as work of who calls it, so that none stalls', async () => {
    const slow = model('slow', 'slow', ['n'], literal('sum(for i in 1..20000 return i)'))
    const decision = `<decision id="fee" name="fee">${knows('slow')}${literal('for i in 1..20000 return slow(i)')}</decision>`
    expect((await decide(slow + decision, {})).problem).toMatchObject({ code: 'decision-failed' })
  })

  it('is refused where it is missing, in a circle or in another language', async () => {
    const java =
      '<encapsulatedLogic id="l" kind="Java"><literalExpression><text>1</text></literalExpression></encapsulatedLogic>'
    const { findings } = await readDmn(
      dmn(
        `${model('a', 'a', [], literal('1'), knows('b', 'a'))}${model('b', 'b', [], literal('1'), knows('a', 'b'))}
         <businessKnowledgeModel id="j" name="j">${java}</businessKnowledgeModel>
         <decision id="fee" name="fee">${knows('a')}${knows('gone')}${knows('j')}${literal('1')}</decision>`,
      ),
    )
    expect(findings.map(({ code }) => code).sort()).toEqual([
      'knowledge-circle',
      'knowledge-language',
      'knowledge-missing',
    ])
  })
})

describe('a decision service', () => {
  const decisions = `<decision id="base" name="base">${literal('n * 10')}</decision>
    <decision id="fee" name="fee"><informationRequirement id="q"><requiredDecision href="#base"/></informationRequirement>${literal('base + 1')}</decision>
    <decisionService id="s1" name="s1"><outputDecision href="#fee"/><encapsulatedDecision href="#base"/></decisionService>
    <decisionService id="s2" name="s2"><outputDecision href="#fee"/><outputDecision href="#base"/></decisionService>
    <decisionService id="s3" name="s3"><outputDecision href="#fee"/><inputDecision href="#base"/></decisionService>`

  it('gives the result of its one output decision, or of all by name', async () => {
    expect((await decide(decisions, { n: 2 }, 's1')).value).toBe(21)
    expect((await decide(decisions, { n: 2 }, 's2')).value).toEqual({ fee: 21, base: 20 })
  })

  it('takes what its input decisions would give from its caller', async () => {
    expect((await decide(decisions, { base: 5 }, 's3')).value).toBe(6)
  })

  it('and other logic without a table can be shown as text', async () => {
    const { decisions: read } = await readDmn(dmn(decisions))
    const shown = Object.values(read).flatMap(({ logic }) => (logic.kind === 'table' ? [] : [logicText(logic)]))
    expect(shown).toEqual(['n * 10', 'base + 1', 'fee', 'fee, base', 'fee'])
  })
})
