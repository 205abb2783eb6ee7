import { elementsOf, type ModdleElement } from '../bpmn/moddle-element.ts'
import { type BpmnModel, readBpmn } from '../bpmn/read-bpmn.ts'
import { EngineError } from '../errors.ts'
import type { Variables } from '../instance/command.ts'
import { compile } from '../process/compile.ts'
import type { Process } from '../process/process.ts'
import { type Difference, differencesBetween, failure } from './difference.ts'
import { type LeftOut, leaveOut } from './left-out.ts'
import { jobsOf, type OurRun, startOurs, workOurs } from './our-run.ts'
import { outsideSubset } from './outside-subset.ts'
import { makeTheirs, type TheirRun } from './their-run.ts'

/** An action of a scenario, of which one member is there; `expect` is passed over, and at the last six comparing ends. */
export interface CrosscheckAction {
  readonly start?: { readonly process?: string; readonly message?: string; readonly variables?: Variables }
  /** Id or name of the element. */
  readonly complete?: string
  readonly nth?: number
  readonly variables?: Variables
  readonly job?: {
    readonly element: string
    readonly result?: Variables
    readonly error?: unknown
    readonly fail?: unknown
  }
  readonly expect?: unknown
  readonly message?: unknown
  readonly signal?: unknown
  readonly advance?: unknown
  readonly set?: unknown
  readonly retry?: unknown
  readonly cancel?: unknown
}

export interface CrosscheckResult {
  /** Actions of which both engines gave the same. */
  readonly compared: number
  /** Those of the first action at which the engines part. */
  readonly differences: readonly Difference[]
  /** Why nothing more was compared, where something was left. */
  readonly leftOut?: LeftOut
}

/**
 * A second opinion: runs a process and a scenario on this engine and on the npm package bpmn-engine as well, and
 * compares path, open work and end after each action. Only what both do is compared (`left-out.ts`).
 *
 * Without an action about a job every job succeeds at once. Needs Node.
 */
export async function crosscheck(xml: string, actions: readonly CrosscheckAction[]): Promise<CrosscheckResult> {
  const { model, findings } = await readBpmn(xml)
  if (!model || findings.length > 0) return nothing('unreadable')
  const reason = outsideFile(model)
  if (reason) return nothing(reason)
  const process = compiled(model)
  if (!process) return nothing('unreadable')
  const leftOut = outsideSubset(process)
  if (leftOut) return { compared: 0, differences: [], leftOut }
  const theirs = await makeTheirs(xml, process).catch(() => undefined)
  return theirs ? compareRuns(process, theirs, actions) : nothing('unreadable')
}

/** More jobs than this in a row are taken for endless. */
const mostJobs = 200

async function compareRuns(
  process: Process,
  theirs: TheirRun,
  actions: readonly CrosscheckAction[],
): Promise<CrosscheckResult> {
  const jobsSucceed = !actions.some(({ job }) => job)
  let run: OurRun | undefined
  for (const [index, action] of actions.entries()) {
    if (action.expect !== undefined) continue
    const works = worksOf(run, action)
    if (!works) return { compared: index, differences: [], leftOut: leaveOut('action') }
    let jobs = 0
    for (let work = works.shift(); work; work = works.shift()) {
      const before: OurRun | undefined = run
      run = before ? workOurs(before, work.element!, work.variables) : startOurs(process, work.variables)
      if (run.leftOut) return { compared: index, differences: [], leftOut: run.leftOut }
      const differences = await differencesAfter(run, theirs, work, index)
      if (differences.length > 0) return { compared: index, differences }
      const job = jobsSucceed ? jobsOf(run)[0] : undefined
      if (job === undefined) continue
      jobs += 1
      if (jobs > mostJobs) return { compared: index, differences: [], leftOut: leaveOut('endless', job) }
      works.push({ element: job, variables: {} })
    }
  }
  return { compared: actions.length, differences: [] }
}

/** Left out, `element` begins the process. */
interface Work {
  readonly element?: string
  readonly variables: Variables
}

async function differencesAfter(run: OurRun, theirs: TheirRun, work: Work, index: number): Promise<Difference[]> {
  try {
    const moment =
      work.element === undefined ? await theirs.start(work.variables) : theirs.work(work.element, work.variables)
    return differencesBetween(run.moment, moment, index, !endsAll(run))
  } catch (error) {
    return [failure(error, index)]
  }
}

function endsAll({ process, moment }: OurRun): boolean {
  return moment.entered.some((id) => {
    const node = process.nodes.get(id)
    return node?.kind === 'endEvent' && node.detail.triggers.length > 0
  })
}

/** What an action does in both engines; nothing where one of them cannot do it. */
function worksOf(run: OurRun | undefined, action: CrosscheckAction): Work[] | undefined {
  if (!run)
    return action.start && action.start.message === undefined
      ? [{ variables: action.start.variables ?? {} }]
      : undefined
  if ((action.nth ?? 1) > 1) return undefined
  const { complete, job } = action
  if (job && (job.error !== undefined || job.fail)) return undefined
  const named = complete ?? job?.element
  if (named === undefined) return undefined
  const element = run.moment.open.find((id) => id === named || isCalled(run.process, id, named))
  return element === undefined ? undefined : [{ element, variables: (job ? job.result : action.variables) ?? {} }]
}

function isCalled({ nodes }: Process, id: string, name: string): boolean {
  const title = nodes.get(id)?.name
  return title?.['zh-CN'] === name || title?.en === name
}

function outsideFile({ definitions }: BpmnModel): LeftOut['code'] | undefined {
  const processes = elementsOf(definitions, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process')
  if (processes.length > 1) return 'several-processes'
  if (processes.some((process) => process.get('isExecutable') !== true)) return 'not-executable'
  return processes.some(hasFlowWithoutId) ? 'flow-without-id' : undefined
}

function hasFlowWithoutId(container: ModdleElement): boolean {
  return elementsOf(container, 'flowElements').some(
    (element) => (element.$type === 'bpmn:SequenceFlow' && element.id === undefined) || hasFlowWithoutId(element),
  )
}

function compiled(model: BpmnModel): Process | undefined {
  try {
    return compile(model)
  } catch (error) {
    if (error instanceof EngineError) return undefined
    throw error
  }
}

function nothing(code: LeftOut['code']): CrosscheckResult {
  return { compared: 0, differences: [], leftOut: leaveOut(code) }
}
