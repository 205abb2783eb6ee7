import { type OpenTask, type Process, processFacts } from '#engine'
import type { LocalizedText } from '#findings'
import { ScenarioFailedError } from './scenario-failed-error.ts'
import type { World } from './world.ts'

const facts = new WeakMap<Process['nodes'], ReturnType<typeof processFacts>>()

function factsOf(process: Process): ReturnType<typeof processFacts> {
  const known = facts.get(process.nodes) ?? processFacts(process)
  facts.set(process.nodes, known)
  return known
}

/** The form that a person begins a case with. */
export function startFormOf(process: Process): string | undefined {
  return factsOf(process).startEvents[0]?.formId
}

/** The start events by which a role may begin a case. */
export function startEventsFor(process: Process, role: string): readonly { readonly elementId: string }[] {
  return factsOf(process).startEvents.filter(({ startableBy }) => startableBy.includes(role))
}

export function mayStart(process: Process, role: string): boolean {
  return startEventsFor(process, role).length > 0
}

/** By its role alone: a task for one person, and one without roles, is open to no role. */
export function mayDo({ candidateRoles }: Pick<OpenTask, 'candidateRoles'>, role: string): boolean {
  return candidateRoles.includes(role)
}

/** @throws {ScenarioFailedError} */
export function mustBeAllowed({ release }: World, role: string, allowed: boolean, what: LocalizedText): void {
  const title = release?.roles.get(role)?.title
  if (release && !title) {
    const known = [...release.roles.keys()].join(', ') || '—'
    throw new ScenarioFailedError([
      `没有角色“${role}”；现有：${known}`,
      `There is no role "${role}"; there are: ${known}`,
    ])
  }
  if (allowed) return
  throw new ScenarioFailedError([
    `角色“${title?.['zh-CN'] ?? role}”无权办理“${what['zh-CN']}”`,
    `The role "${role}" may not do "${what.en ?? what['zh-CN']}"`,
  ])
}
