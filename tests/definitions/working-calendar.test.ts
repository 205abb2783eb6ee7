import { describe, expect, it } from 'vitest'
import { type Bundle, compileRelease, type LayerChange, resolveRelease, runScenario } from '#definitions'
import { evaluateDecision } from '#engine'
import { findingsOf, mustRead, visitFiles, visitProcess } from './bundle-files.ts'

const country = {
  holidays: ['2026-10-01', '2026-10-02'],
  workdays: ['2026-10-10'],
  hours: [{ from: '08:30', to: '17:30' }],
}

const codeList = (id: string, ...codes: string[]) =>
  JSON.stringify({ id, title: { 'zh-CN': id }, codes: codes.map((code) => ({ code, title: { 'zh-CN': code } })) })

const changed = (id: string, ...codes: string[]): LayerChange => ({
  kind: 'codeList',
  id,
  content: codeList(id, ...codes),
})

const holiday = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:test">
  <decision id="off" name="放假"><literalExpression id="e"><text>is holiday(day)</text></literalExpression></decision>
</definitions>`

const reckoning = visitProcess({
  body: `<bpmn:scriptTask id="reckon"><bpmn:extensionElements>
      <zeebe:script expression="=[add working days(day, 1), working hours between(day + &quot;T00:00&quot;, day + &quot;T23:59&quot;)]" resultVariable="due"/>
    </bpmn:extensionElements><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing></bpmn:scriptTask>
    <bpmn:sequenceFlow id="f4" sourceRef="reckon" targetRef="done"/>`,
})
  .replace('targetRef="done" />', 'targetRef="reckon" />')
  .replace('<bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>', '<bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>')

async function bundle(): Promise<Bundle> {
  return mustRead(visitFiles({ 'processes/visit.bpmn': reckoning, 'decisions/off.dmn': holiday }))
}

/** What the process of the region reckons from `day`, and whether its decision calls it a day off. */
async function reckoned(day: string, ...changes: LayerChange[]) {
  const layers = [{ region: '330683', changes }]
  const { release, findings } = await resolveRelease('330683', [await bundle()], layers, { calendar: country })
  if (!release) throw new Error(JSON.stringify(findings))
  const compiled = await compileRelease(JSON.parse(JSON.stringify(release)), { calendar: country })
  const played = runScenario(
    [...compiled.processes.values()],
    [{ start: { variables: { day, result: '1' } } }, { complete: 'go' }],
  )
  const [due, hours] = played.steps.at(-1)!.status.variables.due as [string, number]
  return { due, hours: Math.round(hours), off: evaluateDecision(compiled.decisions, 'off', { day }).value }
}

describe('the working calendar of a region', () => {
  it('is that of the country where the region says nothing', async () => {
    expect(await reckoned('2026-09-30')).toEqual({ due: '2026-10-05', hours: 9, off: false })
    expect(await reckoned('2026-10-01')).toEqual({ due: '2026-10-05', hours: 0, off: true })
  })

  it('has the days off and the days worked that a layer says, in processes and decisions', async () => {
    const fair = changed('calendar-holidays', '2026-09-30', '2026-10-05')
    const worked = changed('calendar-workdays', '2026-10-02')
    expect(await reckoned('2026-09-30', fair, worked)).toEqual({ due: '2026-10-02', hours: 0, off: true })
  })

  it('has the hours that a layer says', async () => {
    const summer = changed('calendar-hours', '14:00-18:00', '08:00-11:00')
    expect(await reckoned('2026-09-30', summer)).toEqual({ due: '2026-10-05', hours: 7, off: false })
  })

  it('belongs to the release: it is kept when the release comes from a store', async () => {
    const layers = [{ region: '330683', changes: [changed('calendar-workdays', '2026-10-03')] }]
    const { release } = await resolveRelease('330683', [await bundle()], layers)
    const { calendar } = await compileRelease(JSON.parse(JSON.stringify(release)))
    expect(calendar).toMatchObject({ workdays: ['2026-10-03'] })
  })
})

describe('a calendar that cannot be', () => {
  const found = async (files: Record<string, string>) =>
    (await findingsOf(files)).map(({ code, file, node }) => [code, file, node])

  it('is refused by the day that is none', async () => {
    expect(
      await found({ 'codelists/calendar-holidays.json': codeList('calendar-holidays', '2026-02-30', '国庆') }),
    ).toEqual([
      ['calendar-day', 'codelists/calendar-holidays.json', '2026-02-30'],
      ['calendar-day', 'codelists/calendar-holidays.json', '国庆'],
    ])
  })

  it('is refused by the hours that are none or overlap', async () => {
    expect(await found({ 'codelists/calendar-hours.json': codeList('calendar-hours', '12:00-08:00') })).toEqual([
      ['calendar-hours', 'codelists/calendar-hours.json', '12:00-08:00'],
    ])
    expect(
      await found({ 'codelists/calendar-hours.json': codeList('calendar-hours', '13:00-17:00', '08:00-13:30') }),
    ).toEqual([['calendar-overlap', 'codelists/calendar-hours.json', undefined]])
  })

  it('is refused by the day that is off and worked', async () => {
    expect(
      await found({
        'codelists/calendar-holidays.json': codeList('calendar-holidays', '2026-04-08'),
        'codelists/calendar-workdays.json': codeList('calendar-workdays', '2026-04-08'),
      }),
    ).toEqual([['calendar-twice', 'codelists/calendar-workdays.json', '2026-04-08']])
  })
})
