import { describe, expect, it } from 'vitest'
import {
  type Bundle,
  type Choice,
  checkScenarios,
  compileRelease,
  explain,
  planUpgrade,
  resolveRelease,
  scenariosFor,
  summarizeChanges,
} from '#definitions'
import { placedNodes } from '#forms'
import { chineseCalendar } from '#runtime/server'
import { mustRead, shippedBundle } from './bundle-files.ts'
import { newerRentalFiles } from './newer-rental.ts'

const layerIds = ['rental-shaoxing', 'rental-shengzhou', 'rental-sanjie', 'rental-sanjiang']
const [base, rental, ...layers] = await Promise.all(['base', 'rental-housing', ...layerIds].map(shippedBundle))
const shipped = [base!, rental!, ...layers]
const [county, sanjie, sanjiang] = ['330683', '330683104', '330683002'] as const

async function at(region: string, bundles: readonly Bundle[] = shipped) {
  const { release, findings } = await resolveRelease(region, bundles, [], { calendar: chineseCalendar })
  if (!release) throw new Error(JSON.stringify(findings))
  const compiled = await compileRelease(release, { calendar: chineseCalendar })
  return {
    release,
    compiled,
    fields: placedNodes(release.forms['rental-registration']!).map(({ node }) => node.id),
    tasks: [...compiled.processes.get('rental-housing')!.nodes.values()].flatMap(({ kind, name }) =>
      kind === 'userTask' ? [name['zh-CN']] : [],
    ),
    failures: await checkScenarios(compiled, scenariosFor(bundles, release)),
  }
}

describe('the layers that ship', () => {
  it('ask for more in one town, and inspect sooner there', async () => {
    const [here, elsewhere] = await Promise.all([at(sanjie), at('330683001')])

    expect(here.fields).toEqual(expect.arrayContaining(['extinguishers', 'shipyard-workers', 'shipyard-name']))
    expect(elsewhere.fields).toContain('extinguishers')
    expect(elsewhere.fields).not.toContain('shipyard-workers')
    expect([here, elsewhere].map(({ compiled }) => compiled.settings.rentalInspectionDays)).toEqual([3, 5])
    expect([here, elsewhere].map(({ compiled }) => compiled.settings.rentalStreetDays)).toEqual([4, 4])
  })

  it('replace one step by two in one street', async () => {
    const [here, elsewhere] = await Promise.all([at(sanjiang), at(county)])

    expect(elsewhere.tasks).toEqual(['安全检查', '整改', '复查', '街道处置'])
    expect(here.tasks).toEqual(['安全检查', '整改', '复查', '街道核实', '分管领导审批'])
  })

  it('are told in words', async () => {
    const told = await summarizeChanges((await at(county)).release, (await at(sanjiang)).release)

    expect(told.map(({ kind, id }) => `${kind}/${id}`)).toEqual(['process/rental-housing'])
    expect(told[0]?.sentences.map((said) => said['zh-CN'])).toEqual(
      expect.arrayContaining(['新增任务“街道核实”', '新增任务“分管领导审批”', '删除任务“街道处置”']),
    )
    expect(told[0]?.sentences.some((said) => JSON.stringify(said).includes('_di'))).toBe(false)
  })

  it('pass the scenarios of every layer that takes part', async () => {
    for (const region of [county, sanjie, sanjiang, '3306', '3305']) {
      expect((await at(region)).failures, region).toEqual([])
    }
  })

  it('pass them also where a region sets another limit: they play with the limits of their own bundle', async () => {
    const change = { op: 'set', node: '/', property: 'value', value: 20 } as const
    const limits = ['rentalInspectionDays', 'rentalRecheckDays', 'rentalStreetDays']
    const changes = limits.map((id) => ({ kind: 'setting' as const, id, content: '', patch: { changes: [change] } }))
    const { release, findings } = await resolveRelease(sanjie, shipped, [{ region: sanjie, changes }], {
      calendar: chineseCalendar,
    })
    expect(findings).toEqual([])
    const compiled = await compileRelease(release!, { calendar: chineseCalendar })
    const scenarios = scenariosFor(shipped, release!)
    const stated = scenarios.map(({ settings, ...scenario }) => scenario)

    expect(compiled.settings).toMatchObject({ rentalInspectionDays: 20, rentalStreetDays: 20 })
    expect(await checkScenarios(compiled, scenarios)).toEqual([])
    expect((await checkScenarios(compiled, stated)).map(({ file }) => file)).toContain('scenarios/spring-festival.json')
  })

  it('say where a value comes from', async () => {
    const explained = await explain({
      region: sanjie,
      bundles: shipped,
      layers: [],
      kind: 'setting',
      id: 'rentalInspectionDays',
      node: '/',
    })
    expect(explained?.values.find(({ property }) => property === 'value')).toMatchObject({
      value: 3,
      from: { layer: 'rental-sanjie', by: '三界镇（演示）', at: '2026-03-01' },
      before: [{ value: 5, from: { layer: 'rental-housing', version: '1.0.0' } }],
    })
  })

  it('hold the rule that the city locked', async () => {
    const loosened = await mustRead(
      new Map([
        ['bundle.json', JSON.stringify({ ...layers[3]!.manifest, id: 'loose' })],
        ['patches/decisions/rental-risk.patch.json', JSON.stringify({ changes: [{ op: 'remove', node: 'grave' }] })],
      ]),
    )
    const { findings } = await resolveRelease(sanjiang, [...shipped, loosened], [])

    expect(findings).toMatchObject([
      { code: 'patch-locked', node: 'grave', file: 'loose/patches/decisions/rental-risk.patch.json' },
    ])
  })
})

describe('version 1.1 of what lies below', () => {
  const plan = async (region: string, choices?: Parameters<typeof planUpgrade>[3]) =>
    planUpgrade(
      region,
      { bundles: shipped, layers: [] },
      { bundles: [base!, await mustRead(newerRentalFiles()), ...layers], layers: [] },
      choices,
    )
  const asked = async (region: string) =>
    (await plan(region)).conflicts.map(({ layer, kind, id, conflict }) => `${layer} ${kind}/${id} ${conflict.id}`)

  it('conflicts with each layer exactly where both changed the same', async () => {
    const city = 'rental-shaoxing setting/rentalStreetDays both-changed:/:value'

    expect(await asked('3306')).toEqual([city])
    expect(await asked(county)).toEqual([city])
    expect(await asked(sanjie)).toEqual([city, 'rental-sanjie setting/rentalInspectionDays both-changed:/:value'])
    expect(await asked(sanjiang)).toEqual([
      city,
      'rental-sanjiang process/rental-housing changed-below:street-handling',
    ])
  })

  it('asks in words that name what it is about', async () => {
    const { conflicts } = await plan(sanjiang)

    expect(conflicts.map(({ conflict }) => conflict.message['zh-CN'])).toEqual([
      '“出租房屋街道处置时限”的“值”在上级和本级都有修改，内容不同',
      '本级删除了“街道依法处置”，而上级对它或其中的内容有新的修改',
    ])
  })

  it('is told in words of both languages', async () => {
    const [old, now] = [await at('3305'), await at('3305', [base!, await mustRead(newerRentalFiles())])]
    const told = await summarizeChanges(old.release, now.release)

    expect(told.map(({ kind, id, sentences }) => [`${kind}/${id}`, sentences.map((said) => said['zh-CN'])])).toEqual([
      [
        'process/rental-housing',
        ['“整改已逾期”的名称由“整改逾期”改为“整改已逾期”', '“街道依法处置”的名称由“街道处置”改为“街道依法处置”'],
      ],
      ['form/rental-registration', [expect.stringContaining('出租房屋信息登记表')]],
      ['codeList/rental-hazard', ['新增代码“其他隐患”']],
      ['setting/rentalInspectionDays', ['“出租房屋安全检查时限”的值由 5 改为 7 ']],
      ['setting/rentalStreetDays', ['“出租房屋街道处置时限”的值由 5 改为 7 ']],
    ])
    expect(told[3]?.sentences[0]?.en).toBe(
      'The value of "Time for the safety inspection of a rental" changes from 5 to 7',
    )
  })

  it('keeps every change of the layers, and takes what changed beside them', async () => {
    const choose = (key: string, conflict: string): [string, Map<string, Map<string, Choice>>] => [
      key.split(' ')[0]!,
      new Map([[key.split(' ')[1]!, new Map<string, Choice>([[conflict, 'here']])]]),
    ]
    const choices = new Map([
      choose('rental-shaoxing setting/rentalStreetDays', 'both-changed:/:value'),
      choose('rental-sanjiang process/rental-housing', 'changed-below:street-handling'),
    ])
    const { release, conflicts, findings } = await plan(sanjiang, { choices })

    expect({ conflicts, findings }).toEqual({ conflicts: [], findings: [] })
    const compiled = await compileRelease(release!, { calendar: chineseCalendar })
    const names = [...compiled.processes.get('rental-housing')!.nodes.values()].map(({ name }) => name['zh-CN'])
    expect(names).toEqual(expect.arrayContaining(['整改已逾期', '街道核实', '分管领导审批']))
    expect(names).not.toContain('街道依法处置')
    expect(compiled.settings).toMatchObject({ rentalStreetDays: 4, rentalInspectionDays: 7 })
    expect(release!.forms['rental-registration']?.title['zh-CN']).toBe('出租房屋信息登记表')
    expect(release!.codeLists['rental-hazard']?.codes[0]?.code).toBe('R90')
    expect(await checkScenarios(compiled, scenariosFor([...shipped], release!))).toEqual([])
  })
})
