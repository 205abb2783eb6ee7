import type { Constants, WorkingCalendar } from '#feel'
import type { Finding } from '#findings'
import { elementsOf, type ModdleElement } from '../bpmn/moddle-element.ts'
import type { BpmnModel } from '../bpmn/read-bpmn.ts'
import type { Decisions } from '../decision/decision.ts'
import { ElementNotFoundError, ProcessNotExecutableError } from '../errors.ts'
import { checkFlow } from './check-flow.ts'
import type { Process } from './process.ts'
import { doubt, problem } from './process-findings.ts'
import { readProcess } from './read-process.ts'
import { idOf } from './reader.ts'
import { checkSoundness } from './soundness/check-soundness.ts'

export interface CompileOptions {
  /** Which process of the file; left out, the only executable one. */
  readonly processId?: string
  /** What business rule tasks may ask for. */
  readonly decisions?: Decisions
  /** What expressions mean by working days; without it their functions give `null`. */
  readonly calendar?: WorkingCalendar
  /** Names that mean the same in every expression, e.g. `settings`. */
  readonly constants?: Constants
}

/** Errors that publishing refuses, though what is around them can be run. */
const runsAllTheSame: ReadonlySet<string> = new Set(['unreachable', 'receive-without-message'])

/** Whether a process of which this is found cannot be run. */
export function keepsFromRunning({ severity, code }: Finding): boolean {
  return severity === 'error' && !runsAllTheSame.has(code)
}

/** What is wrong or doubtful in the processes of a file. Without an error, `compile` takes it. */
export function checkProcess(model: BpmnModel): Finding[] {
  const processes = executableProcesses(model)
  const missing = processes.length === 0 ? [noProcess(idOf(model.definitions))] : []
  return [...missing, ...keptOnly(model), ...processes.flatMap(check)]
}

/**
 * Makes a process ready to run.
 *
 * @throws {ProcessNotExecutableError} when `checkProcess` finds in it what keeps it from running.
 * @throws {ElementNotFoundError} when the file has no such process, or several and none is named.
 */
export function compile(model: BpmnModel, options: CompileOptions = {}): Process {
  const { processId } = options
  const processes = executableProcesses(model)
  const element =
    processId === undefined
      ? processes.length === 1
        ? processes[0]
        : undefined
      : processes.find(({ id }) => id === processId)
  if (!element) throw new ElementNotFoundError(processId ?? '(not said)', 'process', processes.map(idOf))
  const { process, findings } = read(element, options)
  const errors = findings.filter(keepsFromRunning)
  if (errors.length > 0) throw new ProcessNotExecutableError(process.id, errors)
  return process
}

/** Whether it can always come to its end is looked at only where nothing else is wrong. */
function check(element: ModdleElement): Finding[] {
  const { process, findings } = read(element, {})
  const isBroken = findings.some(({ severity }) => severity === 'error')
  return isBroken ? findings : [...findings, ...checkSoundness(process)]
}

function read(element: ModdleElement, options: CompileOptions): { process: Process; findings: Finding[] } {
  const findings: Finding[] = []
  const process = readProcess(element, options, findings)
  return { process, findings: [...findings, ...checkFlow(process)] }
}

/** Those marked executable; where none is marked, the only one there is. */
function executableProcesses({ definitions }: BpmnModel): readonly ModdleElement[] {
  const all = elementsOf(definitions, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process')
  const marked = all.filter((element) => element.get('isExecutable') === true)
  return marked.length > 0 ? marked : all.filter((element) => element.get('isExecutable') !== false)
}

/** What is kept in the file but does not run. */
function keptOnly({ definitions }: BpmnModel): Finding[] {
  const executable = new Set(executableProcesses({ definitions }))
  const roots = elementsOf(definitions, 'rootElements')
  const choreographies = roots
    .filter(({ $type }) => notRun.has($type))
    .map((element) => choreographyKept(idOf(element)))
  const drawn = roots
    .filter((element) => element.$type === 'bpmn:Process' && !executable.has(element))
    .map((element) =>
      doubt(
        'process-not-executable',
        idOf(element),
        ['该流程未标记为可执行，只作为图示保留', 'The process is not marked executable; it is kept as a drawing only'],
        ['如需运行，请勾选“可执行”', 'Mark it executable to run it'],
      ),
    )
  return [...choreographies, ...drawn]
}

/** Root elements that the standard has and no engine runs (BPMN 2.0.2, 11 and 9.5). */
const notRun = new Set(['bpmn:Choreography', 'bpmn:GlobalChoreographyTask', 'bpmn:GlobalConversation'])

function choreographyKept(node: string): Finding {
  return doubt(
    'choreography-kept',
    node,
    ['编排（choreography）不会运行，只作为图示保留', 'A choreography does not run; it is kept as a drawing only'],
    ['如需运行，请把它画成流程', 'Draw it as processes to run it'],
  )
}

function noProcess(node: string): Finding {
  return problem(
    'process-missing',
    node,
    ['文件中没有可执行的流程', 'The file has no executable process'],
    ['请添加一个流程并勾选“可执行”', 'Add a process and mark it executable'],
  )
}
