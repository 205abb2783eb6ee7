import type { Decisions, Process } from '#engine'
import type { WorkingCalendar } from '#feel'
import { type CodeList, type CompiledForm, compileForm } from '#forms'
import type { Release, Role } from './bundle.ts'
import { compileProcess } from './compile-process.ts'
import { decisionsOf } from './decisions-of.ts'
import { type SettingValues, settingValues } from './setting-values.ts'
import { workingCalendar } from './working-calendar.ts'

/** A release made ready to run; each table by id. */
export interface CompiledRelease {
  readonly release: Release
  readonly processes: ReadonlyMap<string, Process>
  readonly forms: ReadonlyMap<string, CompiledForm>
  readonly codeLists: ReadonlyMap<string, CodeList>
  readonly roles: ReadonlyMap<string, Role>
  readonly decisions: Decisions
  /** Working days of the region; missing where neither the country's were given nor the region says any. */
  readonly calendar?: WorkingCalendar
  /** What its expressions read as `settings.NAME`. */
  readonly settings: SettingValues
}

/** The release cannot run: it was not made by `resolveRelease`, or by one that found less. */
export class ReleaseNotRunnableError extends Error {
  readonly code = 'release-not-runnable'

  constructor(digest: string, processId: string, reason: string) {
    super(`Release ${digest} cannot run: process "${processId}" has errors: ${reason}. Resolve the release again.`)
  }
}

/**
 * Compiles every process and form of a release; make it once, use it for all cases that are pinned to it. The release
 * may come from a store, as plain JSON. `calendar` holds the working days of the country; `settings` stand in the place of
 * those of the release.
 *
 * @throws {ReleaseNotRunnableError} when a process has errors.
 */
export async function compileRelease(
  release: Release,
  options: { readonly calendar?: WorkingCalendar; readonly settings?: SettingValues } = {},
): Promise<CompiledRelease> {
  const calendar = workingCalendar(release, options.calendar)
  const settings = options.settings ?? settingValues(release)
  const by = { calendar, constants: { settings } }
  const { decisions } = await decisionsOf(release, by)
  const processes = new Map<string, Process>()
  for (const definition of Object.values(release.processes)) {
    const { process, findings } = await compileProcess(definition, decisions, by)
    if (!process) {
      throw new ReleaseNotRunnableError(release.digest, definition.id, findings[0]?.message.en ?? 'unknown')
    }
    processes.set(definition.id, process)
  }
  const { codeLists, forms: library } = release
  const surroundings = { codeLists, forms: library, settings, calendar: calendar ?? null }
  const forms = Object.values(release.forms).map((form) => [form.id, compileForm(form, surroundings)] as const)
  return {
    release,
    processes,
    forms: new Map(forms),
    codeLists: new Map(Object.entries(release.codeLists)),
    roles: new Map(Object.entries(release.roles)),
    decisions,
    calendar,
    settings,
  }
}
