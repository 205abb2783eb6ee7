import { processFacts } from '#engine'
import { placedNodes, usesOf } from '#forms'
import type { Release } from './bundle.ts'
import type { CompiledRelease } from './compile-release.ts'
import { canonicalJson } from './digest.ts'

/** `none`: cases of the process go on alike. `forms`: but for their forms. `more`: something else differs too. */
export type ChangeForCases = 'none' | 'forms' | 'more'

/**
 * What another release would change for cases of a process: its forms and the code lists these offer, or also what it and
 * the processes it calls do. Decisions and settings count whole: what a process reads of them is not looked into.
 */
export function changeForCases(processId: string, before: CompiledRelease, now: CompiledRelease): ChangeForCases {
  if (before.release.digest === now.release.digest) return 'none'
  const processes = calledFrom(processId, before)
  const isSame = [
    [...processes].map((id) => [before.release.processes[id]?.xml, now.release.processes[id]?.xml]),
    [[xmlOf(before.release), xmlOf(now.release)]],
    [[before.settings, now.settings]],
  ]
    .flat()
    .every(([left, right]) => canonicalJson(left ?? null) === canonicalJson(right ?? null))
  if (!isSame) return 'more'
  const forms = new Set(
    [...processes].flatMap((id) => {
      const process = before.processes.get(id)
      return process ? processFacts(process).forms.map((form) => form.id) : []
    }),
  )
  const parts = (release: Release) => canonicalJson([...forms].map((id) => partsOf(release, id)))
  return parts(before.release) === parts(now.release) ? 'none' : 'forms'
}

/** The process and those that it calls, directly and behind them. */
function calledFrom(processId: string, { processes }: CompiledRelease): ReadonlySet<string> {
  const found = new Set([processId])
  for (const id of found) {
    const process = processes.get(id)
    if (process) for (const called of processFacts(process).calledProcesses) found.add(called.id)
  }
  return found
}

function xmlOf({ decisions }: Release) {
  return Object.fromEntries(Object.values(decisions).map(({ id, xml }) => [id, xml]))
}

/** The form, the forms it takes parts of, and the code lists that they offer. */
function partsOf({ forms, codeLists }: Release, formId: string): unknown {
  const ids = new Set([formId])
  const lists = new Set<string>()
  for (const id of ids) {
    const form = Object.hasOwn(forms, id) ? forms[id] : undefined
    if (!form) continue
    for (const { form: used } of usesOf(form)) ids.add(used)
    for (const { node } of placedNodes(form)) if (node.kind === 'field' && node.codeList) lists.add(node.codeList)
  }
  return [
    [...ids].map((id) => [id, Object.hasOwn(forms, id) ? forms[id] : null]),
    [...lists].map((id) => [id, Object.hasOwn(codeLists, id) ? codeLists[id] : null]),
  ]
}
