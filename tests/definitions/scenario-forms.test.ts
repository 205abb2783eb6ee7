import { describe, expect, it } from 'vitest'
import {
  checkScenarios,
  compileRelease,
  coverageSums,
  coverScenarios,
  playOn,
  resolveRelease,
  type Scenario,
} from '#definitions'
import { mustRead, visitFiles, visitForm } from './bundle-files.ts'

const form = {
  ...visitForm,
  schema: {
    ...visitForm.schema,
    properties: { result: { type: 'string' }, note: { type: 'string' }, seen: { type: 'string' } },
  },
  layout: [
    ...visitForm.layout,
    {
      ...visitForm.layout[0],
      id: 'note',
      property: 'note',
      title: { 'zh-CN': '说明' },
      widget: 'text',
      codeList: undefined,
    },
    {
      ...visitForm.layout[0],
      id: 'seen',
      property: 'seen',
      title: { 'zh-CN': '结论' },
      widget: 'text',
      codeList: undefined,
    },
  ],
  rules: [
    { id: 'why', target: 'note', kind: 'visible', expression: 'result = "2"' },
    { id: 'must', target: 'note', kind: 'required', expression: 'result = "2"' },
    { id: 'sum', target: 'seen', kind: 'value', expression: '"结果 " + result' },
  ],
}
const table = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:test">
  <decision id="urgency" name="缓急"><decisionTable id="t" hitPolicy="FIRST">
    <input id="i"><inputExpression id="ie"><text>result</text></inputExpression></input>
    <output id="o" name="urgent" />
    <rule id="calm"><inputEntry id="c1"><text>"1"</text></inputEntry><outputEntry id="c2"><text>false</text></outputEntry></rule>
    <rule id="hurry"><inputEntry id="h1"><text>-</text></inputEntry><outputEntry id="h2"><text>true</text></outputEntry></rule>
  </decisionTable></decision>
</definitions>`
const timed = visitFiles()
  .get('processes/visit.bpmn')!
  .replace('<zeebe:userTask />', '<zeebe:userTask /><gezhi:timeLimit value="=5" kind="work_day" />')
const bundle = await mustRead(
  visitFiles({
    'forms/visit-report.form.json': JSON.stringify(form),
    'decisions/urgency.dmn': table,
    'processes/visit.bpmn': timed,
    'roles/other.json': JSON.stringify({ id: 'other', title: { 'zh-CN': '其他人' } }),
    'scenarios/visited.json': undefined,
  }),
)
const { release, findings: unresolved } = await resolveRelease('330683', [bundle], [])
if (!release) throw new Error(JSON.stringify(unresolved))
const compiled = await compileRelease(release)

const scenario = (...actions: object[]): Scenario => ({
  id: 's',
  title: { 'zh-CN': '场景' },
  process: 'visit',
  actions,
})
const played = (...actions: object[]) =>
  playOn({ release: compiled, scenario: scenario(...actions), findings: [] }).findings.map(({ message }) => message.en)

describe('a scenario on a release', () => {
  it('is refused where it states a setting that does not exist', async () => {
    const findings = await checkScenarios(compiled, [{ ...scenario({ start: {} }), settings: { visitDay: 3 } }])
    expect(findings).toMatchObject([{ code: 'setting-unknown', node: 'visitDay', file: 'scenarios/s.json' }])
  })

  it('fills forms in as a person does, and gives the process what the form accepts', () => {
    expect(
      played(
        { start: {}, as: 'visitor' },
        { complete: 'go', as: 'visitor', fill: { result: '2', note: '家中无人照看' } },
        { expect: { ended: true, variables: { result: '2', note: '家中无人照看', seen: '结果 2', urgent: true } } },
      ),
    ).toEqual([])
  })

  it('says which field a form refuses', () => {
    expect(played({ start: {} }, { complete: 'go', fill: { result: '2' } })[0]).toMatch(
      /^Step 2: The form "visit-report" was refused: note: /,
    )
  })

  it('looks at what is visible, required, computed and wrong before anything is completed', () => {
    expect(
      played(
        { start: {} },
        { form: { at: '上门走访', visible: ['result'], hidden: ['note'], required: ['result'], problems: ['result'] } },
        {
          form: {
            at: 'go',
            fill: { result: '2' },
            visible: ['note'],
            required: ['note'],
            readonly: ['seen'],
            editable: ['result'],
            values: { seen: '结果 2', note: null },
            problems: ['note:required'],
          },
        },
        { expect: { open: ['上门走访'] } },
      ),
    ).toEqual([])
    expect(
      played({ start: {} }, { form: { at: 'go', visible: ['note'], values: { seen: '无' }, optional: ['none'] } }),
    ).toEqual([
      'Step 2: The form has no "none"; note.visible should be true, but is false; seen should be "无", but is null',
    ])
  })

  it('says who may and who may not', () => {
    expect(
      played(
        { expect: { may: { visitor: ['begin'] }, mayNot: { other: ['begin'] } } },
        { start: {}, as: 'visitor' },
        { expect: { may: { visitor: ['上门走访'] }, mayNot: { other: ['go'] } } },
      ),
    ).toEqual([])
    expect(played({ start: {}, as: 'other' })).toEqual(['Step 1: The role "other" may not do "Visit"'])
    expect(played({ start: {}, as: 'nobody' })[0]).toContain('There is no role "nobody"; there are:')
    expect(played({ start: {} }, { complete: 'go', as: 'other' })).toEqual([
      'Step 2: The role "other" may not do "Visit"',
    ])
    expect(played({ start: {} }, { expect: { mayNot: { visitor: ['go'] } } })).toEqual([
      'Step 2: The role "visitor" should not be able to do "go"',
    ])
  })

  it('says which rows of a decision matched', () => {
    const by = (result: string, rule: string) =>
      played({ start: {} }, { complete: 'go', variables: { result } }, { expect: { rules: { urgency: [rule] } } })

    expect([by('1', 'calm'), by('2', 'hurry')]).toEqual([[], []])
    expect(by('2', 'calm')).toEqual(['Step 3: rules.urgency should be ["calm"], but is ["hurry"]'])
  })

  it('knows time limits, and moves tokens as verbs do', () => {
    expect(
      played(
        { start: {} },
        { expect: { timeLimits: { go: { value: 5, kind: 'work_day' } }, jobs: [] } },
        { verb: { name: 'suspend' } },
        { verb: { name: 'resume' } },
        { verb: { name: 'move', at: 'go', to: 'done' } },
        { expect: { ended: true } },
      ),
    ).toEqual([])
    expect(played({ start: {} }, { verb: { name: 'suspend' } }, { complete: 'go' })[0]).toContain('Step 3')
  })

  it('begins when it says', () => {
    const at = { ...scenario({ start: {} }, { expect: { open: ['go'] } }), startAt: '2026-10-01T09:00:00+08:00' }

    expect(playOn({ release: compiled, scenario: at, findings: [] }).findings).toEqual([])
  })
})

describe('coverage', () => {
  it('counts the scenarios that go through each element, flow, rule and field', async () => {
    const { coverage } = await coverScenarios(compiled, [
      scenario({ start: {} }, { complete: 'go', fill: { result: '1' } }),
      scenario({ start: {} }, { form: { at: 'go', fill: { result: '2' } } }),
    ])

    expect(coverage.processes[0]?.elements.map(({ id, times }) => `${id} ${times}`)).toEqual([
      'begin 2',
      'go 2',
      'judge 1',
      'done 1',
    ])
    expect(coverage.processes[0]?.flows.map(({ id, times }) => `${id} ${times}`)).toEqual(['f1 2', 'f2 1', 'f3 1'])
    expect(coverage.decisions[0]?.parts).toEqual([
      { id: 'calm', times: 1 },
      { id: 'hurry', times: 0 },
    ])
    expect(coverage.forms[0]?.parts.map(({ id, times }) => `${id} ${times}`)).toEqual(['result 2', 'note 1', 'seen 2'])
    expect(coverageSums(coverage)).toEqual({
      elements: { covered: 4, all: 4 },
      flows: { covered: 3, all: 3 },
      rules: { covered: 1, all: 2 },
      fields: { covered: 3, all: 3 },
    })
  })
})
