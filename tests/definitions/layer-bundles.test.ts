import { describe, expect, it } from 'vitest'
import {
  type Bundle,
  type Choice,
  canonicalJson,
  explain,
  type Layer,
  type LayerConflict,
  layerName,
  planUpgrade,
  type ResolveOptions,
  readBundle,
  resolveRelease,
  withSettled,
} from '#definitions'
import { mustRead, visitFiles, visitForm } from './bundle-files.ts'

const days = {
  id: 'visitDays',
  title: { 'zh-CN': '走访时限', en: 'Time for a visit' },
  type: 'integer',
  minimum: 1,
  maximum: 30,
  value: 10,
}
const declared = (...settings: object[]) => ({ 'settings.schema.json': JSON.stringify({ settings }) })
const visits = await mustRead(visitFiles(declared(days)))

type Files = Readonly<Record<string, unknown>>

function layerFiles(id: string, region: string, files: Files, manifest: Files = {}): Map<string, string> {
  const bundle = {
    id,
    version: '1.0.0',
    title: { 'zh-CN': `层 ${id}`, en: `Layer ${id}` },
    kind: 'layer',
    region,
    requires: { visits: '^1.0.0' },
    author: '张敏',
    released: '2026-03-01',
    ...manifest,
  }
  return new Map(
    Object.entries({ 'bundle.json': bundle, ...files }).map(([path, json]) => [path, JSON.stringify(json)]),
  )
}

const layer = async (...args: Parameters<typeof layerFiles>): Promise<Bundle> => mustRead(layerFiles(...args))
const formPatch = (...changes: object[]) => ({ 'patches/forms/visit-report.patch.json': { changes } })
const retitled = (title: string, more = {}) => ({
  op: 'set',
  node: 'result',
  property: 'title',
  value: { 'zh-CN': title },
  ...more,
})

const city = await layer('city', '3306', { 'settings.json': { values: { visitDays: 7 } } })
const county = await layer('county', '330683', formPatch(retitled('县级标题')))
const street = await layer('street', '330683001', {
  'settings.json': { values: { visitDays: 3 } },
  ...formPatch(retitled('街道标题')),
})
const elsewhere = await layer('elsewhere', '3307', { 'settings.json': { values: { visitDays: 1 } } })
const all = [street, elsewhere, county, visits, city]

async function at(region: string, bundles: readonly Bundle[] = all, layers: readonly Layer[] = []) {
  const { release, findings } = await resolveRelease(region, bundles, layers)
  if (!release) throw new Error(JSON.stringify(findings))
  const { title } = release.forms['visit-report']!.layout[0] as { title: { 'zh-CN': string } }
  return { release, title: title['zh-CN'], days: release.settings.visitDays?.value }
}

async function codes(bundles: readonly Bundle[], options?: ResolveOptions, layers: readonly Layer[] = []) {
  return (await resolveRelease('330683001', bundles, layers, options)).findings.map(({ code }) => code)
}

describe('layers over the region tree', () => {
  it('hold in their region and in all that lies in it, the narrower over the wider', async () => {
    expect(await at('3305')).toMatchObject({ title: '走访结果', days: 10 })
    expect(await at('3306')).toMatchObject({ title: '走访结果', days: 7 })
    expect(await at('330683')).toMatchObject({ title: '县级标题', days: 7 })
    expect(await at('330683001')).toMatchObject({ title: '街道标题', days: 3 })
    expect(await at('330683001002')).toMatchObject({ title: '街道标题', days: 3 })
    expect(await at('330683002')).toMatchObject({ title: '县级标题', days: 7 })
  })

  it('hold in the whole country where they say so', async () => {
    const national = await layer('national', 'CN', { 'settings.json': { values: { visitDays: 9 } } })

    expect(await at('4401', [visits, national])).toMatchObject({ days: 9 })
    expect(await at('330683', [visits, national, city])).toMatchObject({ days: 7 })
  })

  it('lie under what the region itself has changed', async () => {
    const own: Layer = {
      region: '330683001',
      changes: [
        {
          kind: 'setting',
          id: 'visitDays',
          content: '',
          patch: { changes: [{ op: 'set', node: '/', property: 'value', value: 2 }] },
        },
      ],
    }
    expect(await at('330683001', all, [own])).toMatchObject({ title: '街道标题', days: 2 })
  })

  it('are named in the release they are part of, and in no other', async () => {
    expect((await at('330683')).release.bundles).toEqual([
      { id: 'visits', version: '1.2.0', title: { 'zh-CN': '走访' } },
      { id: 'city', version: '1.0.0', title: { 'zh-CN': '层 city', en: 'Layer city' }, region: '3306' },
      { id: 'county', version: '1.0.0', title: { 'zh-CN': '层 county', en: 'Layer county' }, region: '330683' },
    ])
  })

  it('give the same digest in whatever order the bundles come', async () => {
    expect((await at('330683001')).release.digest).toBe((await at('330683001', [...all].reverse())).release.digest)
  })

  it('share what they have in common', async () => {
    const [one, other] = [(await at('330683002')).release, (await at('330683003')).release]

    expect(one.forms).toBe(other.forms)
    expect(one.digest).not.toBe(other.digest)
  })

  it('bring definitions, texts and scenarios of their own', async () => {
    const own = await layer('own', '330683', {
      'forms/again.form.json': { ...visitForm, id: 'again' },
      'i18n/en.json': {
        locale: 'en',
        texts: {
          'form/visit-report': { result: 'Outcome', '/': { title: 'Report' } },
          'process/visit': { go: 'Call at the door' },
          'codeList/result': { 'codes/1': 'Fine' },
        },
      },
    })
    const { release } = await at('330683', [visits, own])

    expect(release.origin['form/again']).toBe('own')
    expect(release.forms['visit-report']).toMatchObject({
      title: { 'zh-CN': '走访记录', en: 'Report' },
      layout: [{ title: { 'zh-CN': '走访结果', en: 'Outcome' } }],
    })
    expect(release.processes.visit?.xml).toContain('gezhi:nameEn="Call at the door"')
    expect(release.codeLists.result?.codes[0]?.title).toEqual({ 'zh-CN': '正常', en: 'Fine' })
  })
})

describe('bad layers', () => {
  it('are refused for a region that does not exist', async () => {
    expect(await codes(all, { isRegion: (code) => code !== '3307' })).toEqual(['layer-region-unknown'])
  })

  it('are refused where they require each other in a circle', async () => {
    const one = await layer('one', '3306', {}, { requires: { two: '*' } })
    const two = await layer('two', '3306', {}, { requires: { one: '*' } })

    expect(await codes([visits, one, two])).toContain('bundle-circle')
  })

  it('are refused where they build on a layer of another region', async () => {
    const wide = await layer('wide', '3306', {}, { requires: { street: '*' } })

    expect(await codes([visits, street, wide])).toEqual(['layer-requires-elsewhere'])
  })

  it('are refused where what they require has another version', async () => {
    expect(await codes([visits, await layer('old', '3306', {}, { requires: { visits: '^2.0.0' } })])).toEqual([
      'bundle-requirement',
    ])
  })

  it('are refused where they change a node or a definition that is not there', async () => {
    const nowhere = await layer('nowhere', '3306', {
      ...formPatch({ ...retitled('甲'), node: 'gone' }),
      'patches/forms/no-form.patch.json': { changes: [retitled('乙')] },
      'settings.json': { values: { unknown: 1 } },
    })
    const { findings } = await resolveRelease('3306', [visits, nowhere], [])

    expect(findings.map(({ code, file, node }) => ({ code, file, node }))).toEqual([
      { code: 'patch-definition-missing', file: 'nowhere/patches/forms/no-form.patch.json', node: 'no-form' },
      { code: 'patch-node-missing', file: 'nowhere/patches/forms/visit-report.patch.json', node: 'gone' },
      { code: 'patch-definition-missing', file: 'nowhere/patches/settings/unknown.patch.json', node: 'unknown' },
    ])
    expect(findings.every(({ message, remedy }) => message.en && remedy.en)).toBe(true)
  })

  it('are refused where they set what is locked, by a list or by the node itself', async () => {
    const locking = await mustRead(
      visitFiles({
        ...declared({ ...days, locked: true }),
        'bundle.json': JSON.stringify({
          id: 'visits',
          version: '1.2.0',
          title: { 'zh-CN': '走访' },
          kind: 'module',
          locks: { 'form/visit-report': ['result'] },
        }),
      }),
    )
    const { findings } = await resolveRelease('330683001', [locking, street], [])

    expect(findings.map(({ code, node }) => `${code} ${node}`).sort()).toEqual([
      'patch-locked /',
      'patch-locked result',
    ])
  })

  it('are refused where they unlock', async () => {
    const locking = await mustRead(visitFiles(declared({ ...days, locked: true })))
    const unlocking = await layer('unlocking', '3306', {
      'patches/settings/visitDays.patch.json': {
        changes: [
          { op: 'unset', node: '/', property: 'locked' },
          { op: 'set', node: '/', property: 'value', value: 1 },
        ],
      },
    })
    const { findings } = await resolveRelease('3306', [locking, unlocking], [])

    expect(findings.map(({ code }) => code)).toEqual(['patch-unlocks', 'patch-locked'])
    expect(findings[0]?.message['zh-CN']).toContain('只有上级可以解除')
  })

  it('are refused where a narrower region touches what a wider one locked', async () => {
    const locking = await layer('locking', '3306', {
      'patches/forms/visit-report.patch.json': { changes: [], locks: ['result'] },
    })
    expect(await codes([visits, locking, street])).toEqual(['patch-locked'])
    expect(await codes([visits, locking, await layer('same', '3306', formPatch(retitled('同级')))])).toEqual([
      'patch-locked',
    ])
  })

  it.each([['a lock on nothing', { 'form/none': ['x'] }, 'lock-definition-missing']])(
    'are refused with %s',
    async (_, locks, code) => {
      const manifest = { id: 'visits', version: '1.2.0', title: { 'zh-CN': '走访' }, kind: 'module', locks }
      const locking = await mustRead(visitFiles({ 'bundle.json': JSON.stringify(manifest) }))

      expect(await codes([locking])).toEqual([code])
    },
  )

  it.each([
    ['__proto__ as a node', { op: 'set', node: '__proto__', property: 'title', value: 1 }],
    ['__proto__ as a property', { op: 'set', node: 'result', property: '__proto__', value: { polluted: true } }],
    [
      'constructor as a new node',
      { op: 'add', node: 'constructor', parent: '/', list: 'layout', after: null, values: {} },
    ],
  ])('come to nothing with %s', async (_, change) => {
    const { bundle } = await readBundle(layerFiles('bad', '3306', formPatch(change)))
    const { release, findings } = await resolveRelease('3306', bundle ? [visits, bundle] : [visits], [])

    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    expect(Object.getPrototypeOf(release?.forms['visit-report']?.layout[0] ?? {})).toBe(Object.prototype)
    if (!release) expect(findings.some(({ severity }) => severity === 'error')).toBe(true)
  })

  it('that are modules may not patch', async () => {
    const files = new Map([...visitFiles(), ['settings.json', '{"values":{"a":1}}']])

    expect((await readBundle(files)).findings).toMatchObject([{ code: 'patch-without-layer', file: 'bundle.json' }])
  })
})

describe('explain', () => {
  const about = (region: string, kind: 'form' | 'setting', id: string, node: string) =>
    explain({ region, bundles: all, layers: [], kind, id, node })

  it('names the layer, author and date of each value, and what it was below', async () => {
    const explained = await about('330683001', 'form', 'visit-report', 'result')
    const title = explained?.values.find(({ property }) => property === 'title')

    expect(explained).toMatchObject({ title: { 'zh-CN': '街道标题' }, added: { layer: 'visits', version: '1.2.0' } })
    expect(title).toMatchObject({
      value: { 'zh-CN': '街道标题' },
      from: { layer: 'street', region: '330683001', by: '张敏', at: '2026-03-01' },
      before: [
        { value: { 'zh-CN': '县级标题' }, from: { layer: 'county' } },
        { value: { 'zh-CN': '走访结果' }, from: { layer: 'visits' } },
      ],
    })
    expect(explained?.values.find(({ property }) => property === 'codeList')?.from.layer).toBe('visits')
  })

  it('names who made the single change where a patch says so', async () => {
    const signed = await layer('signed', '3306', formPatch(retitled('新', { by: '李强', at: '2026-05-01T08:00:00Z' })))
    const explained = await explain({
      region: '3306',
      bundles: [visits, signed],
      layers: [],
      kind: 'form',
      id: 'visit-report',
      node: 'result',
    })

    expect(explained?.values.find(({ property }) => property === 'title')?.from).toMatchObject({
      by: '李强',
      at: '2026-05-01T08:00:00Z',
    })
  })

  it('knows what another region has, and nothing of a node that is not there', async () => {
    expect((await about('3306', 'setting', 'visitDays', '/'))?.values).toContainEqual(
      expect.objectContaining({ property: 'value', value: 7, from: expect.objectContaining({ layer: 'city' }) }),
    )
    expect(await about('3306', 'form', 'visit-report', 'gone')).toBeUndefined()
    expect(await about('3306', 'form', 'none', '/')).toBeUndefined()
  })

  it('names the lock and who set it', async () => {
    const locking = await layer('locking', '3306', {
      'patches/forms/visit-report.patch.json': { changes: [], locks: ['result'] },
    })
    const explained = await explain({
      region: '330683',
      bundles: [visits, locking],
      layers: [],
      kind: 'form',
      id: 'visit-report',
      node: 'result',
    })
    expect(explained?.locked).toMatchObject({ layer: 'locking', region: '3306' })
  })
})

const newer = await mustRead(
  visitFiles({
    ...declared({ ...days, value: 15, maximum: 40 }),
    'forms/visit-report.form.json': JSON.stringify({
      ...visitForm,
      layout: [{ ...visitForm.layout[0], title: { 'zh-CN': '新标题' }, help: { 'zh-CN': '请如实填写' } }],
    }),
  }),
)
const before = { bundles: all, layers: [] }
const now = { bundles: [newer, city, county, street, elsewhere], layers: [] }

describe('an upgrade of what lies below', () => {
  const chosen = (conflict: string, choice: Choice) => new Map([[conflict, choice]])

  it('finds exactly what both sides changed, in words, the wider layer first', async () => {
    const { conflicts } = await planUpgrade('330683001', before, now)

    expect(conflicts.map(({ layer, kind, id, conflict }) => `${layer} ${kind}/${id} ${conflict.id}`)).toEqual([
      'city setting/visitDays both-changed:/:value',
      'county form/visit-report both-changed:result:title',
    ])
    expect(conflicts[0]?.conflict).toMatchObject({
      was: 10,
      below: 15,
      here: 7,
      message: {
        'zh-CN': '“走访时限”的“值”在上级和本级都有修改，内容不同',
        en: '"value" of "Time for a visit" was changed both below and here, to different values',
      },
    })
  })

  it('lets each be settled on its own, and then holds what was chosen', async () => {
    const choices = new Map([
      ['city', new Map([['setting/visitDays', chosen('both-changed:/:value', 'here')]])],
      ['county', new Map([['form/visit-report', chosen('both-changed:result:title', 'below')]])],
    ])
    const { conflicts, release, layers } = await planUpgrade('330683002', before, now, { choices })

    expect(conflicts).toEqual([])
    expect(release?.settings.visitDays).toMatchObject({ value: 7, maximum: 40 })
    expect(release?.forms['visit-report']?.layout[0]).toMatchObject({
      title: { 'zh-CN': '新标题' },
      help: { 'zh-CN': '请如实填写' },
    })
    expect(layers.map((each) => [layerName(each), each.changes.length])).toEqual([
      ['city', 1],
      ['county', 0],
    ])
  })

  it('remembers choices that were noted in the layer', async () => {
    const own: Layer = {
      region: '330683',
      changes: [
        {
          kind: 'form',
          id: 'visit-report',
          content: '',
          patch: { changes: [{ op: 'set', node: 'result', property: 'title', value: { 'zh-CN': '本县' } }] },
        },
      ],
    }
    const from = { bundles: [visits], layers: [own] }
    const { conflicts } = await planUpgrade('330683', from, { bundles: [newer], layers: [own] })
    const [{ kind, id, conflict }] = conflicts as [LayerConflict]
    const noted = withSettled(own, {
      ...{ kind, id, conflict: conflict.id, below: conflict.below, choice: 'here' },
      ...{ by: '张敏', at: '2026-06-01T00:00:00Z' },
    })
    const again = await planUpgrade('330683', { ...from, layers: [noted] }, { bundles: [newer], layers: [noted] })

    expect(again.conflicts).toEqual([])
    expect(again.release?.forms['visit-report']?.layout[0]).toMatchObject({ title: { 'zh-CN': '本县' } })
    expect(again.layers[0]?.changes[0]?.patch?.settled).toEqual([
      {
        conflict: 'both-changed:result:title',
        choice: 'here',
        below: canonicalJson({ 'zh-CN': '新标题' }),
        by: '张敏',
        at: '2026-06-01T00:00:00Z',
      },
    ])
  })

  it('asks what becomes of a definition that is gone below', async () => {
    const { 'forms/visit-report.form.json': _, ...rest } = Object.fromEntries(visitFiles(declared(days)))
    const bundleWithout = await mustRead(
      new Map(
        Object.entries({
          ...rest,
          'processes/visit.bpmn': rest['processes/visit.bpmn']!.replace(
            '<zeebe:formDefinition formId="visit-report" />',
            '',
          ),
        }),
      ),
    )
    const plan = await planUpgrade('330683', before, { bundles: [bundleWithout, city, county], layers: [] })
    expect(plan.conflicts).toMatchObject([
      { layer: 'county', id: 'visit-report', conflict: { kind: 'definition-removed' } },
    ])

    const choose = (choice: 'here' | 'below') =>
      planUpgrade(
        '330683',
        before,
        { bundles: [bundleWithout, city, county], layers: [] },
        {
          choices: new Map([['county', new Map([['form/visit-report', chosen('definition-removed', choice)]])]]),
        },
      )
    expect((await choose('here')).release?.forms['visit-report']?.layout[0]).toMatchObject({
      title: { 'zh-CN': '县级标题' },
    })
    expect((await choose('below')).release?.forms['visit-report']).toBeUndefined()
  })

  it('leaves a layer alone that was edited in between', async () => {
    const edited = await layer('county', '330683', formPatch(retitled('县级新标题')), { version: '1.1.0' })
    const { conflicts, release } = await planUpgrade('330683', before, { bundles: [visits, city, edited], layers: [] })

    expect(conflicts).toEqual([])
    expect(release?.forms['visit-report']?.layout[0]).toMatchObject({ title: { 'zh-CN': '县级新标题' } })
  })
})
