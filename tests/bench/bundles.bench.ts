import { readFileSync } from 'node:fs'
import {
  type Bundle,
  compileRelease,
  definitionText,
  type Layer,
  playOn,
  readBundle,
  resolveRelease,
  type Scenario,
} from '#definitions'
import type { Figure } from '../../scripts/bench.ts'

const shipped = 'definitions/bundles/rental-housing'
const read = (path: string) => readFileSync(`${shipped}/${path}`, 'utf8')
const counts = { processes: 200, forms: 500, layers: 6, regions: 3000 }

/** A module as large as a county's: copies of what ships, each with ids of its own. */
async function largeModule(): Promise<Bundle> {
  const files = new Map<string, string>()
  const manifest = { id: 'large', version: '1.0.0', title: { 'zh-CN': '大型定义包' }, kind: 'module' }
  files.set('bundle.json', JSON.stringify(manifest))
  files.set('settings.schema.json', read('settings.schema.json'))
  files.set('decisions/rental-risk.dmn', read('decisions/rental-risk.dmn'))
  for (const list of ['rental-hazard', 'rental-risk-level', 'rent-mode', 'rental-use', 'street-measure']) {
    files.set(`codelists/${list}.json`, read(`codelists/${list}.json`))
  }
  files.set(
    'codelists/id-document-type.json',
    readFileSync('definitions/bundles/base/codelists/id-document-type.json', 'utf8'),
  )
  for (const role of ['grid_worker', 'community_staff', 'street_operator']) {
    files.set(`roles/${role}.json`, readFileSync(`definitions/bundles/base/roles/${role}.json`, 'utf8'))
  }
  const forms = ['registration', 'inspection', 'rectification', 'recheck', 'street-handling']
  const process = read('processes/rental-housing.bpmn')
  for (let at = 0; at < counts.forms; at += 1) {
    const form = forms[at % forms.length]!
    const text = read(`forms/rental-${form}.form.json`)
    const id = `rental-${form}-${Math.floor(at / forms.length)}`
    files.set(`forms/${id}.form.json`, text.replace(`"id": "rental-${form}"`, `"id": "${id}"`))
  }
  for (let at = 0; at < counts.processes; at += 1) {
    const set = at % (counts.forms / forms.length)
    const text = process
      .replaceAll('formId="rental-registration"', `formId="rental-registration-${set}"`)
      .replace(/formId="(rental-(?:inspection|rectification|recheck|street-handling))"/g, `formId="$1-${set}"`)
      .replace('<bpmn:process id="rental-housing"', `<bpmn:process id="process-${at}"`)
      .replace('bpmnElement="rental-housing"', `bpmnElement="process-${at}"`)
    files.set(`processes/process-${at}.bpmn`, text)
  }
  const { bundle, findings } = await readBundle(files)
  if (!bundle) throw new Error(JSON.stringify(findings.slice(0, 3)))
  return bundle
}

/** Country, province, city, county, street and community: each patches twenty forms and five processes, and sets a setting. */
function layersOf(bundle: Bundle): Layer[] {
  return ['CN', '33', '3306', '330683', '330683001', '330683001003'].slice(0, counts.layers).map((region, depth) => ({
    region,
    changes: [
      ...Object.values(bundle.forms)
        .filter((_, at) => at % 25 === depth)
        .map(({ id }) => ({
          kind: 'form' as const,
          id,
          content: '',
          patch: {
            changes: [{ op: 'set' as const, node: '/', property: 'title', value: { 'zh-CN': `表单 ${id} ${depth}` } }],
          },
        })),
      ...Object.values(bundle.processes)
        .filter((_, at) => at % 40 === depth)
        .map(({ id }) => ({
          kind: 'process' as const,
          id,
          content: '',
          patch: { changes: [{ op: 'set' as const, node: 'inspect', property: 'name', value: `检查 ${depth}` }] },
        })),
      {
        kind: 'setting' as const,
        id: 'rentalInspectionDays',
        content: '',
        patch: { changes: [{ op: 'set' as const, node: '/', property: 'value', value: depth + 2 }] },
      },
    ],
  }))
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const begin = performance.now()
  const result = await work()
  return { ms: performance.now() - begin, result }
}

async function mustResolve(region: string, bundles: readonly Bundle[], layers: readonly Layer[]) {
  const { release, findings } = await resolveRelease(region, bundles, layers)
  if (!release) throw new Error(JSON.stringify(findings.slice(0, 3)))
  return release
}

/** Resolving regions of a county's size, and playing scenarios. */
export async function run(report: (figure: Figure) => void): Promise<void> {
  const figure = (name: string, value: number, unit: string) =>
    report({ name, value, unit, baseline: null, ratio: null })
  const reading = await timed(largeModule)
  figure('read-cold', reading.ms, 'ms')
  const bundle = reading.result
  const layers = layersOf(bundle)
  const region = '330683001003'
  figure('resolve-cold', (await timed(() => mustResolve(region, [bundle], layers))).ms, 'ms')

  const edited = { ...bundle.forms['rental-inspection-3']!, title: { 'zh-CN': '改过的检查表' } }
  const change = { kind: 'form' as const, id: edited.id, content: definitionText<'form'>(edited) }
  const withEdit = layers.map((layer) =>
    layer.region === region ? { ...layer, changes: [...layer.changes, change] } : layer,
  )
  figure('resolve-edit', (await timed(() => mustResolve(region, [bundle], withEdit))).ms, 'ms')

  const before = heap()
  const regions = Array.from({ length: counts.regions }, (_, at) => `330683001003${String(at).padStart(3, '0')}`)
  const all = await timed(async () => {
    const releases = []
    for (const code of regions) releases.push(await mustResolve(code, [bundle], layers))
    return releases
  })
  figure('regions-3000', all.ms, 'ms')
  figure('regions-3000-memory', (heap() - before) / 1e6, 'MB')
  if (new Set(all.result.map(({ digest }) => digest)).size !== counts.regions)
    throw new Error('Regions share a digest.')

  await scenarios(figure)
}

/** Scenarios of a process with a start, three tasks, a decision and two gateways, as fast as they go one after the other. */
async function scenarios(figure: (name: string, value: number, unit: string) => void): Promise<void> {
  const bundle = await largeScenarioBundle()
  const release = await compileRelease(await mustResolve('330683', [bundle], []))
  const scenario: Scenario = JSON.parse(read('scenarios/no-hazard.json'))
  const stage = { scenario, release, findings: [] }
  for (let warm = 0; warm < 200; warm += 1) playOn(stage)
  const begin = performance.now()
  let played = 0
  for (; performance.now() - begin < 2000; played += 1) {
    const { findings } = playOn(stage)
    if (findings.length > 0) throw new Error(JSON.stringify(findings))
  }
  figure('scenarios', (played * 1000) / (performance.now() - begin), '/s')
}

async function largeScenarioBundle(): Promise<Bundle> {
  const bundle = await largeModule()
  const [process] = Object.values(bundle.processes)
  const xml = process!.xml.replaceAll('process-0', 'rental-housing')
  return { ...bundle, processes: { 'rental-housing': { ...process!, id: 'rental-housing', xml } } }
}

function heap(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
