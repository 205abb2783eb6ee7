import { describe, expect, it } from 'vitest'
import { compileRelease, readBundle, resolveRelease } from '#definitions'
import { evaluateDecision, start } from '#engine'
import { formState } from '#forms'
import { findingsOf, mustRead, visitFiles, visitForm, visitProcess } from './bundle-files.ts'

const setting = {
  id: 'visitDays',
  title: { 'zh-CN': '走访时限', en: 'Time for a visit' },
  type: 'integer',
  unit: { 'zh-CN': '工作日', en: 'working days' },
  minimum: 1,
  maximum: 30,
  value: 5,
}
const declared = (...settings: object[]) => JSON.stringify({ settings })

const limited = visitProcess().replace(
  '<zeebe:userTask />',
  '<zeebe:userTask /><gezhi:timeLimit value="=settings.visitDays" kind="work_day" />',
)
const ruled = JSON.stringify({
  ...visitForm,
  rules: [{ id: 'hurry', target: 'result', kind: 'visible', expression: 'settings.visitDays < 10' }],
})
const decided = visitFiles().get('decisions/urgency.dmn')!.replace('result = "21"', 'settings.visitDays')

const reading = {
  'settings.schema.json': declared(setting),
  'processes/visit.bpmn': limited,
  'forms/visit-report.form.json': ruled,
  'decisions/urgency.dmn': decided,
}

async function compiled(files: Readonly<Record<string, string>>, value?: number) {
  const bundle = await mustRead(visitFiles(files))
  const change = { op: 'set', node: '/', property: 'value', value: value ?? 0 } as const
  const layers =
    value === undefined
      ? []
      : ([
          {
            region: '330683',
            changes: [{ kind: 'setting', id: 'visitDays', content: '', patch: { changes: [change] } }],
          },
        ] as const)
  const { release, findings } = await resolveRelease('330683', [bundle], layers)
  if (!release) throw new Error(JSON.stringify(findings))
  return compileRelease(release)
}

describe('a setting', () => {
  it('is read by processes, forms and decisions alike', async () => {
    const { processes, forms, decisions } = await compiled(reading)
    const { effects } = start(processes.get('visit')!, { type: 'start', at: 0, instanceId: 'i', variables: {} })

    expect(effects).toContainEqual(expect.objectContaining({ timeLimit: { value: 5, kind: 'work_day' } }))
    expect(formState(forms.get('visit-report')!, {}, {}).nodes.get('result')?.visible).toBe(true)
    expect(evaluateDecision(decisions, 'urgency', {})).toMatchObject({ value: 5 })
  })

  it('is what the narrowest region says', async () => {
    const { processes, forms, decisions } = await compiled(reading, 12)
    const { effects } = start(processes.get('visit')!, { type: 'start', at: 0, instanceId: 'i', variables: {} })

    expect(effects).toContainEqual(expect.objectContaining({ timeLimit: { value: 12, kind: 'work_day' } }))
    expect(formState(forms.get('visit-report')!, {}, {}).nodes.get('result')?.visible).toBe(false)
    expect(evaluateDecision(decisions, 'urgency', {})).toMatchObject({ value: 12 })
  })

  it('is no variable that a case could bring along', async () => {
    const { decisions } = await compiled(reading)

    expect(evaluateDecision(decisions, 'urgency', { settings: { visitDays: 99 } })).toMatchObject({ value: 5 })
  })

  it('that nobody declares is an error wherever it is read', async () => {
    const { 'settings.schema.json': _, ...undeclared } = reading
    const findings = (await findingsOf(undeclared)).filter(({ code }) => code === 'setting-unknown')

    expect(findings.map(({ file, node }) => `${file} ${node}`)).toEqual([
      'decisions/urgency.dmn urgency',
      'forms/visit-report.form.json hurry',
      'processes/visit.bpmn go',
    ])
    expect(findings[0]?.message['zh-CN']).toContain('visitDays')
  })

  it.each([
    ['beyond its range', { value: 31 }, 'a whole number from 1 up to 30'],
    ['of another type', { value: '5' }, 'a whole number from 1 up to 30'],
    ['that is no choice', { type: 'choice', options: [{ id: 'a', title: { 'zh-CN': '甲' } }], value: 'b' }, 'one of a'],
    ['that is no day', { type: 'dates', value: ['2026-02-30'] }, 'a list of days such as 2026-10-01'],
    ['that is no text', { type: 'text', value: 1 }, 'a text of at most 2000 characters'],
    ['that is neither yes nor no', { type: 'yes-no', value: 'yes' }, 'true or false'],
  ])('refuses a value %s', async (_, changes, expected) => {
    const { bundle, findings } = await readBundle(
      visitFiles({ 'settings.schema.json': declared({ ...setting, ...changes }) }),
    )

    expect(bundle).toBeUndefined()
    expect(findings).toMatchObject([
      {
        code: 'setting-value',
        file: 'settings.schema.json',
        node: 'visitDays',
        message: { en: `The value of the setting "visitDays" must be ${expected}` },
      },
    ])
  })

  it('of a region is held to the range that was declared', async () => {
    await expect(compiled(reading, 31)).rejects.toThrow('setting-value')
  })

  it.each(['__proto__', 'constructor', '走访 时限', '1st'])('is not named %s', async (id) => {
    const { findings } = await readBundle(
      visitFiles({ 'settings.schema.json': `{"settings":[${JSON.stringify({ ...setting, id })}]}` }),
    )

    expect(findings).toMatchObject([{ code: 'definition-shape', file: 'settings.schema.json' }])
  })

  it('is declared once', async () => {
    const { findings } = await readBundle(visitFiles({ 'settings.schema.json': declared(setting, setting) }))

    expect(findings).toMatchObject([{ code: 'setting-twice', node: 'visitDays' }])
  })
})
