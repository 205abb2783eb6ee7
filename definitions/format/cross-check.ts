import { type Decisions, type Process, processFacts, type Reference } from '#engine'
import type { WorkingCalendar } from '#feel'
import type { Finding, LocalizedText } from '#findings'
import { checkForm, type FormDefinition, usesOf } from '#forms'
import type { DefinitionKind, Definitions, XmlDefinition } from './bundle.ts'
import { recordFindings, viewFindings } from './check-records.ts'
import { settingsOfDecision, settingsOfForm, settingsOfProcess, unknownSettings } from './check-settings.ts'
import { unknownVariables } from './check-variables.ts'
import { compileProcess } from './compile-process.ts'
import { decisionsOf } from './decisions-of.ts'
import { definitionPath } from './definition-path.ts'
import { doubt, inFile, problem } from './finding.ts'
import { checkWorkingCalendar } from './working-calendar.ts'

export interface CrossCheckOptions {
  /** Job types that plugins offer; unchecked where left out. */
  readonly jobTypes?: readonly string[]
  /** Working days of the country; regions differ from it by their code lists. */
  readonly calendar?: WorkingCalendar
}

/**
 * What is wrong between definitions: references to what is not there, and forms against the code lists they use.
 * Definitions that are unchanged since they were read are not parsed again.
 */
export async function crossCheck(definitions: Definitions, options: CrossCheckOptions = {}): Promise<Finding[]> {
  const { decisions, findings: unread } = await decisionsOf(definitions)
  const findings = [...unread, ...checkWorkingCalendar(definitions)]
  for (const definition of Object.values(definitions.decisions)) {
    const file = definitionPath('decision', definition.id)
    findings.push(...inFile(file, unknownSettings(await settingsOfDecision(definition), definitions)))
  }
  for (const form of Object.values(definitions.forms)) {
    const found = [...formFindings(form, definitions), ...unknownSettings(settingsOfForm(form), definitions)]
    findings.push(...inFile(definitionPath('form', form.id), found))
  }
  const processes = new Map<string, Process>()
  for (const definition of Object.values(definitions.processes)) {
    const file = definitionPath('process', definition.id)
    const { process, findings: found } = await uncalled(definition)
    findings.push(...inFile(file, process ? referenceFindings(process, definitions, decisions, options) : found))
    if (!process) continue
    findings.push(...inFile(file, unknownSettings(settingsOfProcess(process), definitions)))
    processes.set(definition.id, process)
  }
  for (const [id, found] of unknownVariables(processes, definitions, decisions)) {
    findings.push(...inFile(definitionPath('process', id), found))
  }
  return [...findings, ...recordFindings(definitions), ...viewFindings(definitions)]
}

type Uncalled = ReturnType<typeof compileProcess>

/** Processes without the decisions they call: what they refer to does not depend on these. */
const compiledBefore = new WeakMap<XmlDefinition, Uncalled>()

function uncalled(definition: XmlDefinition): Uncalled {
  const known = compiledBefore.get(definition) ?? compileProcess(definition, {})
  compiledBefore.set(definition, known)
  return known
}

interface CheckedForm {
  readonly around: readonly unknown[]
  readonly findings: readonly Finding[]
}

const checkedBefore = new WeakMap<FormDefinition, CheckedForm>()

/** Checked again only where one of the code lists or forms it could use has come, gone or changed. */
function formFindings(form: FormDefinition, { codeLists, forms }: Definitions): readonly Finding[] {
  const around = [...Object.keys(codeLists), ...formsBehind(form, forms)]
  const known = checkedBefore.get(form)
  if (known?.around.length === around.length && around.every((entry, at) => entry === known.around[at])) {
    return known.findings
  }
  const findings = checkForm(form, { codeLists, forms }).slice(0, 100)
  checkedBefore.set(form, { around, findings })
  return findings
}

/** The forms it uses, and those that they use. */
function formsBehind(form: FormDefinition, forms: Definitions['forms']): readonly (FormDefinition | undefined)[] {
  const found = new Set<FormDefinition | undefined>()
  const open = [form]
  for (let next = open.pop(); next; next = open.pop()) {
    for (const { form: id } of usesOf(next)) {
      const used = Object.hasOwn(forms, id) ? forms[id] : undefined
      if (used && !found.has(used)) open.push(used)
      found.add(used)
    }
  }
  return [...found]
}

function referenceFindings(
  process: Process,
  definitions: Definitions,
  decisions: Decisions,
  { jobTypes }: CrossCheckOptions,
): Finding[] {
  const facts = processFacts(process)
  const at = ({ elementId }: { elementId: string }): string => facts.titles.get(elementId)?.['zh-CN'] ?? elementId
  const dangling = (references: readonly Reference[], there: object, kind: keyof typeof words) =>
    references
      .filter(({ id }) => !Object.hasOwn(there, id))
      .map((reference) => unknown(kind, reference, at(reference), Object.keys(there)))
  return [
    ...dangling(facts.forms, definitions.forms, 'form'),
    ...dangling(facts.decisions, decisions, 'decision'),
    ...dangling(facts.roles, definitions.roles, 'role'),
    ...dangling(facts.calledProcesses, definitions.processes, 'process'),
    ...facts.userTasks
      .filter(({ formId }) => formId === undefined)
      .map(({ elementId, name }) => withoutForm(elementId, name)),
    ...facts.startEvents
      .filter(({ startableBy }) => startableBy.length === 0)
      .map(({ elementId, name }) => withoutStarter(elementId, name)),
    ...facts.jobTypes
      .filter(({ id }) => jobTypes && !jobTypes.includes(id))
      .map((reference) => unknownJob(reference, at(reference))),
  ]
}

const words = {
  form: ['表单', 'form'],
  decision: ['决策', 'decision'],
  role: ['角色', 'role'],
  process: ['流程', 'process'],
} as const satisfies Partial<Record<DefinitionKind, readonly [string, string]>>

function unknown(
  kind: keyof typeof words,
  { id, elementId }: Reference,
  name: string,
  there: readonly string[],
): Finding {
  const [zh, en] = words[kind]
  const known = there.slice(0, 12).join(', ') || '—'
  return problem(
    `${kind}-unknown`,
    { node: elementId },
    [`“${name}”使用的${zh}“${id}”不存在`, `"${elementId}" uses the ${en} "${id}", which does not exist`],
    [`请改用已有的${zh}（${known}），或先添加它`, `Use a ${en} that exists (${known}), or add it first`],
  )
}

function withoutForm(elementId: string, name: LocalizedText): Finding {
  return doubt(
    'task-without-form',
    { node: elementId },
    [
      `任务“${name['zh-CN']}”没有表单，办理人只能直接办结`,
      `The task "${name.en ?? elementId}" has no form; it can only be marked as done`,
    ],
    ['如需填写内容，请为任务选择表单', 'Choose a form for it if there is anything to fill in'],
  )
}

function withoutStarter(elementId: string, name: LocalizedText): Finding {
  return doubt(
    'start-without-role',
    { node: elementId },
    [`没有角色可以从“${name['zh-CN']}”发起办件`, `No role may start a case at "${name.en ?? elementId}"`],
    ['请在开始事件上选择可发起的角色', 'Choose the roles that may start it at the start event'],
  )
}

function unknownJob({ id, elementId }: Reference, name: string): Finding {
  return doubt(
    'job-type-unknown',
    { node: elementId },
    [
      `没有插件提供“${name}”所需的作业“${id}”，它将等待外部作业程序来办`,
      `No plugin offers the job "${id}" that "${elementId}" asks for; it waits for an external worker`,
    ],
    [
      '请为该作业类型登记外部作业程序，或改用已有的作业',
      'Register an external worker for this job type, or choose a job that a plugin offers',
    ],
  )
}
