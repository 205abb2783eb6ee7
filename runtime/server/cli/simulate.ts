import { readFile } from 'node:fs/promises'
import { parseJson, playScenario, readActions, type ScenarioAction } from '#definitions'
import {
  type BpmnModel,
  checkProcess,
  compile,
  type Decisions,
  keepsFromRunning,
  type Process,
  ProcessNotExecutableError,
  readBpmn,
  readDmn,
} from '#engine'
import { type Finding, type Locale, localize } from '#findings'
import { chineseCalendar } from '../calendar/chinese-calendar.ts'
import { type CommandOutput, commandLocale, speaking } from './command-output.ts'
import { decodeXml } from './decode-xml.ts'
import { takeForeign } from './foreign-bpmn.ts'

export interface SimulateArguments {
  /** `.bpmn` and `.dmn` files. */
  readonly files: readonly string[]
  /** JSON file with a list of actions, or an object whose member `actions` is one. */
  readonly scenario: string
  readonly jobs?: 'auto' | 'manual'
  readonly lang?: string
}

/** A file is refused; the reasons have been written. */
class Refused extends Error {}

/**
 * `gezhi simulate FILE.bpmn [MORE.bpmn|.dmn …] --scenario S.json [--jobs auto|manual]`: plays a scenario with a virtual
 * clock, without a server. Writes one JSON object a line after each action; what is doubtful, and why it stopped, goes
 * to the notes.
 *
 * Exit code 0 where all went as expected, 1 where an action failed or an expectation does not hold, 2 where a file
 * cannot be read or run.
 */
export async function simulate(args: SimulateArguments, out: CommandOutput): Promise<number> {
  const locale = commandLocale(args.lang)
  try {
    const actions = await readScenarioFile(args.scenario, locale, out)
    const processes = await readProcesses(args.files, locale, out)
    for (const { index, action, status, failure } of playScenario(processes, actions, { jobs: args.jobs })) {
      out.line(JSON.stringify(status))
      if (!failure) continue
      const what = Object.keys(action)[0]
      const say = speaking(locale)
      out.note(`${say(`第 ${index + 1} 步`, `Step ${index + 1}`)} (${what}): ${localize(failure, locale)}`)
      return 1
    }
    return 0
  } catch (error) {
    if (error instanceof Refused) return 2
    throw error
  }
}

async function readScenarioFile(path: string, locale: Locale, out: CommandOutput): Promise<readonly ScenarioAction[]> {
  const text = decodeXml(await readBytes(path, locale, out))
  const { value, findings: syntax } = parseJson(text)
  const { actions, findings } = syntax.length > 0 ? { findings: syntax } : readActions(value)
  note(path, findings, locale, out)
  if (!actions) throw new Refused()
  return actions
}

async function readProcesses(paths: readonly string[], locale: Locale, out: CommandOutput): Promise<Process[]> {
  const models: { path: string; model: BpmnModel }[] = []
  const decisions = await readDecisions(
    paths.filter((path) => isDmn.test(path)),
    locale,
    out,
  )
  for (const path of paths.filter((each) => !isDmn.test(each))) {
    const xml = await readXml(path, locale, out)
    const { model, findings } = await readBpmn(xml, { anyIds: true })
    const all = model
      ? [...findings, ...takeForeign(model, xml, Object.keys(decisions)), ...checkProcess(model)]
      : findings
    note(path, all, locale, out)
    if (!model) throw new Refused()
    refuseErrors(all)
    models.push({ path, model })
  }
  return models.flatMap(({ path, model }) => compileAll(path, model, decisions, locale, out))
}

const isDmn = /\.dmn$/i

async function readDecisions(paths: readonly string[], locale: Locale, out: CommandOutput): Promise<Decisions> {
  let decisions: Decisions = {}
  for (const path of paths) {
    const read = await readDmn(await readXml(path, locale, out), { calendar: chineseCalendar })
    note(path, read.findings, locale, out)
    refuseErrors(read.findings)
    decisions = { ...decisions, ...read.decisions }
  }
  return decisions
}

function compileAll(
  path: string,
  model: BpmnModel,
  decisions: Decisions,
  locale: Locale,
  out: CommandOutput,
): Process[] {
  try {
    return executableIds(model).map((processId) => compile(model, { processId, decisions, calendar: chineseCalendar }))
  } catch (error) {
    if (!(error instanceof ProcessNotExecutableError)) throw error
    note(path, error.findings, locale, out)
    throw new Refused()
  }
}

function executableIds({ definitions }: BpmnModel): (string | undefined)[] {
  const roots = definitions.get('rootElements')
  const processes = Array.isArray(roots) ? roots.filter(({ $type }) => $type === 'bpmn:Process') : []
  const marked = processes.filter((element) => element.get('isExecutable') === true)
  const chosen = marked.length > 0 ? marked : processes.filter((element) => element.get('isExecutable') !== false)
  return chosen.map(({ id }) => id)
}

function refuseErrors(findings: readonly Finding[]): void {
  if (findings.some(keepsFromRunning)) throw new Refused()
}

async function readXml(path: string, locale: Locale, out: CommandOutput): Promise<string> {
  const bytes = await readBytes(path, locale, out)
  try {
    return decodeXml(bytes)
  } catch {
    out.note(`${path}: ${speaking(locale)('声明的字符编码无法识别', 'the declared encoding is unknown')}`)
    throw new Refused()
  }
}

async function readBytes(path: string, locale: Locale, out: CommandOutput): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    out.note(`${path}: ${speaking(locale)('无法读取文件', 'the file cannot be read')} (${reason})`)
    throw new Refused()
  }
}

function note(path: string, findings: readonly Finding[], locale: Locale, out: CommandOutput): void {
  const say = speaking(locale)
  for (const found of findings) {
    const { node, message, remedy } = found
    const kind = keepsFromRunning(found) ? say('错误', 'error') : say('提醒', 'warning')
    const place = node === undefined ? path : `${path} › ${node}`
    out.note(`${kind}  ${place}: ${localize(message, locale)} → ${localize(remedy, locale)}`)
  }
}
