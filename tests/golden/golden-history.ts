import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Bundle,
  type CompiledRelease,
  canonicalJson,
  compileRelease,
  readActions,
  readBundle,
  resolveRelease,
  runScenario,
  type Scenario,
  scenariosFor,
  type TakenCommand,
} from '#definitions'
import { type Effect, type InstanceState, type Process, start, step } from '#engine'
import { chineseCalendar } from '#runtime/server'

/** What an instance took, and what came of it: effects in words, and the state by its digest. */
export interface GoldenStep extends TakenCommand {
  readonly effects: readonly string[]
  readonly state: string
}

export const goldenFolder = import.meta.dirname
const bundlesFolder = join(goldenFolder, '../../definitions/bundles')

/** Where the history of a scenario is kept: one JSON line a command. */
export function goldenPath(bundle: string, scenario: string): string {
  return join(goldenFolder, `${bundle}.${scenario}.jsonl`)
}

export interface PlayedBundle {
  readonly bundle: string
  readonly processes: ReadonlyMap<string, Process>
  readonly scenarios: readonly Scenario[]
  /** Of a layer: the forms that its scenarios fill in. */
  readonly release?: CompiledRelease
}

/** Every module that ships scenarios, and every layer, with the processes they play. */
export async function playedBundles(): Promise<PlayedBundle[]> {
  const bundles = await Promise.all(readdirSync(bundlesFolder).map(readFolder))
  const modules = bundles.filter(({ manifest }) => manifest.kind === 'module')
  const layers = bundles.filter(({ manifest }) => manifest.kind === 'layer')
  return Promise.all([
    ...layers.map((layer) => playedLayer(layer, bundles)),
    ...modules
      .filter(({ scenarios }) => Object.keys(scenarios).length > 0)
      .map(async (bundle) => {
        const { release, findings } = await resolveRelease('330683', modules, [], { calendar: chineseCalendar })
        if (!release) throw new Error(JSON.stringify(findings, null, 1))
        const { processes } = await compileRelease(release, { calendar: chineseCalendar })
        return { bundle: bundle.manifest.id, processes, scenarios: Object.values(bundle.scenarios) }
      }),
  ])
}

/** What a region with a layer plays of the modules that the layer changes: their scenarios as its release must pass them. */
async function playedLayer({ manifest }: Bundle, bundles: readonly Bundle[]): Promise<PlayedBundle> {
  const { release, findings } = await resolveRelease(manifest.region ?? '', bundles, [], { calendar: chineseCalendar })
  if (!release) throw new Error(JSON.stringify(findings, null, 1))
  const compiled = await compileRelease(release, { calendar: chineseCalendar })
  const changed = bundles.filter(({ manifest: { id, kind } }) => kind === 'module' && manifest.requires?.[id])
  const processes = new Set(changed.flatMap((bundle) => Object.keys(bundle.processes)))
  const scenarios = scenariosFor(bundles, release).filter(({ process }) => processes.has(process))
  return { bundle: manifest.id, processes: compiled.processes, scenarios, release: compiled }
}

async function readFolder(name: string): Promise<Bundle> {
  const folder = join(bundlesFolder, name)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const { bundle, findings } = await readBundle(
    new Map(
      files.map((file) => {
        const path = join(file.parentPath, file.name)
        return [path.slice(folder.length + 1), readFileSync(path, 'utf8')]
      }),
    ),
  )
  if (!bundle) throw new Error(JSON.stringify(findings, null, 1))
  return bundle
}

/** The commands that the instances of a scenario take. */
export function commandsOf(
  { processes, release }: PlayedBundle,
  { process, actions: given, startAt }: Scenario,
): TakenCommand[] {
  const { actions } = readActions(given)
  const taken: TakenCommand[] = []
  const { failure } = runScenario([...processes.values()], actions ?? [], {
    ...(startAt !== undefined && { startAt: Date.parse(startAt) }),
    process,
    release,
    told: (each) => taken.push(each),
  })
  if (failure) throw new Error(failure.en ?? failure['zh-CN'])
  return taken
}

/** Gives the commands to the engine again, each instance from its own state. */
export function replayed(processes: PlayedBundle['processes'], log: readonly TakenCommand[]): GoldenStep[] {
  const states = new Map<string, InstanceState>()
  return log.map(({ instanceId, processId, command }) => {
    const process = processes.get(processId)
    const before = states.get(instanceId)
    if (!process || (command.type !== 'start' && !before)) throw new Error(`${processId} ${instanceId} is not there`)
    const { state, effects } = command.type === 'start' ? start(process, command) : step(process, before!, command)
    states.set(instanceId, state)
    return { instanceId, processId, command, effects: effects.map(inWords), state: digest(state) }
  })
}

/** Short enough to be read in a review, exact enough to tell any change. */
function inWords(effect: Effect): string {
  if (effect.type === 'history') return `${effect.what} ${effect.elementId}`
  const place = 'elementId' in effect && typeof effect.elementId === 'string' ? ` ${effect.elementId}` : ''
  return `${effect.type}${place} ${digest(effect).slice(0, 8)}`
}

function digest(value: unknown): string {
  return createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(value))))
    .digest('hex')
    .slice(0, 16)
}

export function readGolden(bundle: string, scenario: string): GoldenStep[] | undefined {
  const path = goldenPath(bundle, scenario)
  if (!existsSync(path)) return undefined
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as GoldenStep)
}
