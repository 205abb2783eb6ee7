import { checkVariables, type Decisions, givenNames, type Process, processFacts } from '#engine'
import type { Finding } from '#findings'
import { expandForm, type FormDefinition, usesOf } from '#forms'
import type { Definitions } from './bundle.ts'

/** The processes of a release as far as they could be compiled, by id. */
export type CompiledProcesses = ReadonlyMap<string, Process>

/**
 * Variables that expressions of the processes read and that nothing gives: no element, no form, and no process that
 * calls them or that they call. By process id.
 */
export function unknownVariables(
  processes: CompiledProcesses,
  { forms }: Pick<Definitions, 'forms'>,
  decisions: Decisions,
): ReadonlyMap<string, readonly Finding[]> {
  const own = new Map([...processes].map(([id, process]) => [id, givenIn(process, forms)]))
  const neighbours = callsBetween(processes)
  return new Map(
    [...processes].map(([id, process]) => {
      const around = [...connected(id, neighbours)].map((each) => own.get(each)!)
      const known = around.flatMap(({ names }) => names)
      const open = around.some((each) => each.open)
      return [id, checkVariables(process, { known: [...fromTheRelease, ...known], open, decisions })]
    }),
  )
}

/** Constants every expression of a release may read. */
const fromTheRelease = ['settings']

interface Given {
  readonly names: readonly string[]
  readonly open: boolean
}

function givenIn(process: Process, forms: Definitions['forms']): Given {
  const { names, open } = givenNames(process)
  const answered = processFacts(process).forms.flatMap(({ id }) =>
    Object.hasOwn(forms, id) ? answersOf(forms[id]!, forms) : [],
  )
  return { names: [...names, ...answered], open }
}

const readBefore = new WeakMap<FormDefinition, readonly string[]>()

/** The properties of a form become variables of the process. */
function answersOf(form: FormDefinition, forms: Definitions['forms']): readonly string[] {
  if (usesOf(form).length > 0) return Object.keys(expandForm(form, forms).form.schema.properties ?? {})
  const known = readBefore.get(form) ?? Object.keys(form.schema.properties ?? {})
  readBefore.set(form, known)
  return known
}

/** Calls, in both directions: variables go there and come back. */
function callsBetween(processes: CompiledProcesses): ReadonlyMap<string, ReadonlySet<string>> {
  const between = new Map([...processes.keys()].map((id) => [id, new Set<string>()]))
  for (const [id, process] of processes) {
    for (const called of processFacts(process).calledProcesses) {
      between.get(id)?.add(called.id)
      between.get(called.id)?.add(id)
    }
  }
  return between
}

function connected(id: string, between: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [id]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next) || !between.has(next)) continue
    found.add(next)
    open.push(...between.get(next)!)
  }
  return found
}
