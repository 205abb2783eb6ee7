import type { CompiledForm } from '#forms'
import { placedNodes, readsCalendar, settingsReadBy } from '#forms'
import type { ReadyRelease } from '../releases/releases.ts'

/** A form as a browser needs it: the definition with the settings and working days it reads, and the code lists it offers. */
export function formForBrowser({ release, compiled: { settings, calendar } }: ReadyRelease, compiled: CompiledForm) {
  const { form } = compiled
  const read = settingsReadBy(compiled).filter((name) => Object.hasOwn(settings, name))
  const lists = new Set(
    placedNodes(form).flatMap(({ node }) => (node.kind === 'field' && node.codeList ? [node.codeList] : [])),
  )
  return {
    definition: {
      ...form,
      ...(read.length > 0 && { settings: Object.fromEntries(read.map((name) => [name, settings[name]])) }),
      ...(calendar && readsCalendar(compiled) && { calendar }),
    } as unknown,
    codeLists: [...lists].flatMap((id) =>
      Object.hasOwn(release.codeLists, id) ? [release.codeLists[id] as unknown] : [],
    ),
  }
}

/** True where the form asks for something of the most careful class: who opens it is written down. */
export function asksSensitive({ form }: CompiledForm): boolean {
  return placedNodes(form).some(({ node }) => node.kind === 'field' && node.sensitivity === 'sensitive')
}
